package cn.jsjb.intake.classifying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Acceptance;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Problems;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent.Classification;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
  private static final Classifier CLASSIFIER = new Classifier(Catalogue.get());
  private static final Instant NOW = Instant.parse("2021-12-01T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
      "小区门口游商占道,每天早晚都有游商占道经营,020301,MT2021-P07",
      "房产证办不下来,2010年买的房至今没办房产证 开发商跑了,050101,MT2021-P01",
      "拖欠工资,包工头拖欠工资半年没发工资,090101,MT2021-P03",
      "健身房关门不退费,办了健身卡 健身房闭店跑路 会员卡不退款,080201,MT2021-P04",
      "垃圾没人清运,小区垃圾堆积 垃圾清运不及时 有异味,020101,MT2021-P06",
      "路灯不亮,我家门口的路灯不亮一个月了,030201,MT2021-P15",
      "共享单车乱停,地铁口共享单车乱停乱放,040601,MT2021-P20",
      "暖气不热,家里暖气不热 室温只有15度,010401,"})
  void words_lead_to_category_and_problem(String title, String content, String category, String problem) {
    Classification c = read(title, content);
    assertEquals(category, c.category());
    assertEquals(problem, c.problemId());
    assertTrue(c.confidence() > 0.5, () -> "confidence " + c.confidence());
    assertTrue(!c.words().isEmpty());
  }

  /** A missed emergency costs a life, a false one an hour: each of these has to be urgent, whatever surrounds it. */
  @ParameterizedTest
  @CsvSource({"楼道里有很浓的燃气味,010301", "楼下着火了 浓烟滚滚,150101", "我被困电梯里了 物业电话没人接,060304", "路面塌陷 有个大坑,030102", "水管爆裂 水漫到马路上,010105",
      "老人说不想活了要跳楼,120305", "大树倒了砸了车,150403", "电线掉在地上打火,010204", "学生集体腹泻 怀疑食物中毒,080402", "有人扬言要报复社会,150204"})
  void emergencies_are_recognised(String words, String category) {
    for (Classification c : List.of(read(words, null), read(null, words), read("小区物业服务不到位", "物业费一直收，保安不管事，绿化没人管。今天" + words))) {
      assertEquals(Grade.URGENT_2H, c.grade(), c::toString);
    }
    assertEquals(category, read(words, null).category());
  }

  @Test void the_channels_own_category_is_taken_when_it_is_one_of_ours() {
    Classification c = CLASSIFIER.read("路灯不亮", null, null, "130102", NOW).classification();
    assertEquals("130102", c.category());
    assertEquals("030201", CLASSIFIER.read("路灯不亮", null, null, "noise/club", NOW).classification().category());
    Classification gas = CLASSIFIER.read("家里有燃气味", null, null, "060101", NOW).classification();
    assertEquals("060101", gas.category());
    assertEquals(Grade.URGENT_2H, gas.grade());
  }

  @Test void what_no_word_speaks_for_goes_to_the_general_desk_with_hardly_any_confidence() {
    Classification c = read("你好", "啊啊啊");
    assertEquals(Classifier.GENERAL, c.category());
    assertNull(c.problemId());
    assertTrue(c.confidence() < 0.1);
    assertEquals(List.of(), c.words());
  }

  @Test void the_type_follows_from_what_was_given_then_the_words_then_the_category() {
    assertEquals(RequestType.SUGGESTION, CLASSIFIER.read("举报", "无照经营", RequestType.SUGGESTION, null, NOW).requestType());
    assertEquals(RequestType.REPORT, CLASSIFIER.read("举报无照经营", null, null, null, NOW).requestType());
    assertEquals(RequestType.INQUIRY, CLASSIFIER.read("咨询居住证办理", "请问居住证如何办理", null, null, NOW).requestType());
    assertEquals(Grade.INQUIRY, CLASSIFIER.read("咨询居住证办理", "请问居住证如何办理", null, null, NOW).classification().grade());
    assertEquals(RequestType.HELP, CLASSIFIER.read("停水", "家里没水", null, null, NOW).requestType());
  }

  @Test void the_same_words_give_the_same_answer_and_say_by_which_version() {
    assertEquals(read("停电", "无故停电"), new Classifier(Catalogue.load()).read("停电", "无故停电", null, null, NOW).classification());
    assertTrue(read("停电", null).version().contains("categories 2021"));
  }

  /** Two versions of the rules, the later of which teaches one word and takes another away; and a year with problems of its own. */
  @Test void a_text_is_read_with_the_words_and_problems_of_its_day_in_Beijing() throws IOException {
    JsonNode rules = catalogueFile("acceptance.json");
    ObjectNode later = rules.required("versions").get(0).deepCopy();
    later.put("version", "2022.1").put("validFrom", "2022-03-01");
    later.set("words", EventTypes.JSON.readTree("""
        {"MT2022-P15": {"terms": {"智慧灯柱": 5}, "any": ["智慧灯柱"]}, "030201": {"terms": {"智慧灯柱": 5}}, "150101": {"terms": {"着火": 0, "起火": 0, "火情": 0}}}"""));
    ((ArrayNode) rules.required("versions")).insert(0, later);
    JsonNode next = EventTypes.JSON.readTree(catalogueFile("problems-2021.json").toString().replace("MT2021-", "MT2022-"));
    ((ObjectNode) next).put("year", 2022).put("version", "2022.1");
    Catalogue c = Catalogue.get();
    Classifier classifier = new Classifier(new Catalogue(c.units(), c.communities(), c.categories(), Problems.read(List.of(next, catalogueFile("problems-2021.json"))), c.limits(), c.calendar(),
        c.channels(), c.questions(), c.attachments(), Acceptance.read(rules), c.dispatch(), c.duties(), c.knowledge(), c.desk(), c.assessment(), c.supervision()));
    String[] days = {"1999-01-01T00:00:00+08:00", "2021-12-31T23:59:59+08:00", "2022-01-01T00:00:00+08:00", "2022-02-28T23:59:59+08:00", "2022-03-01T00:00:00+08:00"};
    String[] lamps = {null, null, null, null, "MT2022-P15"}, wages = {"MT2021-P03", "MT2021-P03", "MT2022-P03", "MT2022-P03", "MT2022-P03"};
    for (int d = 0; d < days.length; d++) {
      Instant day = OffsetDateTime.parse(days[d]).toInstant();
      Classification lamp = classifier.read(null, "智慧灯柱装反了", null, null, day).classification();
      assertEquals(lamps[d], lamp.problemId(), days[d]);
      assertEquals("categories 2021.3, problems %s, acceptance %s".formatted(d < 2 ? "2021.3" : "2022.1", d < 4 ? "2021.2" : "2022.1"), lamp.version());
      assertEquals(lamp.version(), classifier.version(day));
      assertEquals(wages[d], classifier.read(null, "老板拖欠工资", null, null, day).classification().problemId(), days[d]);
      assertEquals(d < 4, classifier.read(null, "着火", null, null, day).classification().grade() == Grade.URGENT_2H, days[d]);
    }
  }

  private static JsonNode catalogueFile(String name) throws IOException { return EventTypes.JSON.readTree(Catalogue.class.getResource("/catalogue/" + name)); }

  @ParameterizedTest
  @CsvSource({
    "P01, 我买的房子入住八年了开发商一直没给办房产证",
    "P02, 胡同里很多老头乐乱窜没有牌照很危险",
    "P03, 老板拖欠我们三个月工资一直不给",
    "P03, 公司已经两个月没发工资了",
    "P03, 工人讨薪包工头跑了",
    "P03, 工地上农民工工资没着落",
    "P04, 在健身房办了卡现在店关门了卡里还有三千块钱不给退",
    "P05, 我在网上买的手机坏了商家不给退货",
    "P06, 垃圾桶满了三天没人收臭气熏天",
    "P07, 每天晚上门口有人摆摊卖水果",
    "P08, 楼下邻居把承重墙给拆了",
    "P08, 居民楼里开公司进进出出",
    "P09, 我们是老旧小区什么时候能改造",
    "P10, 想在小区车位装个充电桩物业不同意",
    "P11, 孩子该上幼儿园了附近没有普惠园",
    "P12, 培训班关门剩余课时费不退",
    "P13, 住在五环边上高速噪音太大晚上睡不着",
    "P14, 半夜渣土车闯禁行",
    "P15, 小区门口路灯坏了好几天没人修",
    "P16, 地下通道里面积水很深",
    "P17, 社区卫生服务站没有降压药开不到药",
    "P18, 三甲医院挂不上号号贩子猖獗",
    "P19, 小区周边没地方停车",
    "P20, 地铁口共享单车堆积如山盲道都占了",
    "P21, 养老院又涨价了押金不退",
    "P22, 家里老人失能想要居家养老上门护理",
    "P23, 翻建宅基地不给批",
    "P24, 外嫁女能不能享受村里分红",
    "P25, 我们村里的路坑坑洼洼下雨没法走",
    "P26, 租房中介收了我的押金不退",
    "P27, 隔壁群租房住了十几个人"
  })
  void a_citizens_words_lead_to_the_problem(String problem, String words) {
    assertEquals("MT2021-" + problem, read(null, words).problemId());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "我的工资卡丢了去哪里补办", "退休工资怎么计算", "医院附近停车费太贵", "共享单车押金退不了", "家里暖气不热才14度", "楼道灯不亮", "房产证丢失如何补办",
    "中介公司招聘骗人是职业中介", "养老保险怎么转移", "公交卡充值没到账", "中关村的路灯很漂亮", "感谢接线员耐心解答", "广场舞噪音太大"
  })
  void words_that_only_sound_like_a_problem_lead_nowhere(String words) {
    assertNull(read(null, words).problemId());
  }

  @ParameterizedTest
  @CsvSource({
    "楼道里有很大的天然气味, 燃气泄漏",
    "三号楼电梯困人了快来, 电梯困人",
    "门口自来水管爆了水都漫到马路上了, 水管爆裂",
    "路面塌了一个大坑快派人, 路面塌陷",
    "楼上着火了冒浓烟, 火情",
    "有人触电了电线掉在地上, 电线坠落与触电危险",
    "家里暖气不热才14度, 暖气不热",
    "工地半夜施工噪音太大, 夜间施工噪声",
    "私家地锁霸占公共车位, 私装地锁与占车位",
    "想咨询异地就医医保怎么报销, 医疗保险报销"
  })
  void the_words_of_a_category_are_those_of_citizens(String words, String category) {
    assertEquals(category, Catalogue.get().categories().require(read(null, words).category()).name());
  }

  /** Not in the ten kinds above, and said as people say it. */
  @ParameterizedTest
  @ValueSource(strings = {"有个小孩掉进鱼塘里了，岸上没人会水", "塔吊歪了，正往幼儿园这边倒", "我们几个坐在十层的楼边上，今天不给工钱就跳下去", "煤气罐呲火了，屋里还有俩罐", "商场扶梯突然倒着走，摔倒好几个人",
      "一条大狼狗咬住孩子的胳膊不松口", "师傅下到窖里就没声了，另一个下去也没上来", "河水涨上来，七个人困在房顶上", "罐车翻到沟里了，往外流的东西刺鼻"})
  void more_emergencies(String words) {
    assertEquals(Grade.URGENT_2H, read(null, words).grade());
  }

  /** A danger that is denied, feared, over, or a figure of speech is none now. */
  @ParameterizedTest
  @ValueSource(strings = {"去年楼下着火烧了一辆车，现在想问赔偿", "物业一直不检修，担心会着火", "我们楼没有着火，是误报", "社区组织火灾逃生演练吵到我了", "楼道堆物，一旦起火后果不堪设想", "急得着火，什么时候来电",
      "前天我被困电梯半小时，想表扬消防员", "漏电开关什么时候换"})
  void words_of_danger_without_danger_are_no_emergency(String words) {
    assertNotEquals(Grade.URGENT_2H, read(null, words).grade());
  }

  /** The parts of a phrase speak only together and in one sentence; the phrase is told as it was found. */
  @Test void a_phrase_speaks_when_its_parts_stand_together() {
    Classification c = read(null, "楼下那盏灯一到晚上就灭，白天反倒亮着");
    assertEquals("MT2021-P15", c.problemId());
    assertTrue(c.words().stream().anyMatch(word -> word.contains("…")), c::toString);
    assertNull(read(null, "客厅的灯很亮。孩子在小区里玩。菜坏了。").problemId());
  }

  @Test void it_reads_thousands_of_texts_a_second() {
    String content = "我是石景山区居民，小区门口每天早晚都有游商占道经营，垃圾没人清运，夏天味道很大，多次向物业反映没有结果，希望尽快解决。".repeat(6);
    for (int i = 0; i < 5_000; i++) read("游商占道", content);
    // The thread's own time: what else runs on the machine is not the classifier's.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    int texts = 5_000;
    for (int i = 0; i < texts; i++) read("游商占道", content);
    double perSecond = texts / ((threads.getCurrentThreadCpuTime() - start) / 1e9);
    System.out.printf("classifier: %.0f texts/s of %d characters, on one core%n", perSecond, content.length());
    assertTrue(perSecond > 5_000, () -> perSecond + " texts/s: a text may take 0.2 ms");
  }

  private static Classification read(String title, String content) { return CLASSIFIER.read(title, content, null, null, NOW).classification(); }
}
