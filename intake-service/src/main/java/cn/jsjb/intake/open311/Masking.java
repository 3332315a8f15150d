package cn.jsjb.intake.open311;

import java.util.regex.Pattern;

/**
 * Takes out of words what would name a person: numbers of telephones, identity cards and accounts, addresses of mail, number plates,
 * flats, and names that introduce themselves. Rather too much than too little: these words are read by everybody.
 */
final class Masking {
  private Masking() {}

  private static final String GONE = "***";
  private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}(?:[\\s\\-－—·.]?\\p{Nd}){5,}[Xx]?");
  private static final Pattern SPELT = Pattern.compile("[零〇一二三四五六七八九幺]{7,}");
  private static final Pattern PLATE = Pattern.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·\\s]?[A-Za-z0-9]{5,6}");
  private static final Pattern FLAT = Pattern.compile("(?:\\p{Nd}+|[一二三四五六七八九十]+)\\s*单元\\s*\\p{Nd}*\\s*(?:室|号|户)?|\\p{Nd}{2,4}\\s*室");
  private static final Pattern INTRODUCED = Pattern.compile("(我叫|名叫|本人叫|姓名[:：是为]?\\s*|联系人[:：是为]?\\s*)[\\p{IsHan}·]{2,4}");
  private static final Pattern ADDRESSED = Pattern.compile("[" + SURNAMES + "]\\p{IsHan}{0,2}(先生|女士|同志|师傅|阿姨|大爷|大妈|小姐|某某|某)");
  private static final Pattern ACCOUNT = Pattern.compile("(微信号?|QQ号?|身份证号?|手机号?|电话)([:：是为]?\\s*)[A-Za-z0-9_\\-]{5,}", Pattern.CASE_INSENSITIVE);

  static String mask(String words) {
    String masked = MAIL.matcher(words).replaceAll(GONE);
    masked = ACCOUNT.matcher(masked).replaceAll("$1$2***");
    masked = NUMBER.matcher(masked).replaceAll(GONE);
    masked = SPELT.matcher(masked).replaceAll(GONE);
    masked = PLATE.matcher(masked).replaceAll(GONE);
    masked = FLAT.matcher(masked).replaceAll(GONE);
    masked = INTRODUCED.matcher(masked).replaceAll("$1***");
    return ADDRESSED.matcher(masked).replaceAll("***$1");
  }
}
