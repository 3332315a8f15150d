package cn.jsjb.catalogue;

/**
 * A third-level category (三级分类), the finest subject a ticket is filed under.
 *
 * @param code six digits, two a level
 * @param grade the usual limit; a dispatch entry may override it
 * @param sevenFive 七有 or 五性 tag: {@code CHILDCARE SCHOOLING WORK_INCOME MEDICAL OLD_AGE HOUSING SUPPORT} or
 *     {@code CONVENIENCE LIVEABILITY DIVERSITY FAIRNESS SAFETY}; null when none fits
 * @param requestTypeHint the type this matter nearly always has; null when any is usual
 */
public record Category(String code, String name, String en, Terms terms, Grade grade, String sevenFive, RequestType requestTypeHint) {
  public String l1() {
    return code.substring(0, 2);
  }

  public String l2() {
    return code.substring(0, 4);
  }
}
