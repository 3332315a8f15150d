package cn.jsjb.intake.classifying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.IntakeEvent.Classification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTest {
  private static final Classifier CLASSIFIER = new Classifier(Catalogue.get());

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
    Classification c = CLASSIFIER.read("路灯不亮", null, null, "130102").classification();
    assertEquals("130102", c.category());
    assertEquals("030201", CLASSIFIER.read("路灯不亮", null, null, "noise/club").classification().category());
    Classification gas = CLASSIFIER.read("家里有燃气味", null, null, "060101").classification();
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
    assertEquals(RequestType.SUGGESTION, CLASSIFIER.read("举报", "无照经营", RequestType.SUGGESTION, null).requestType());
    assertEquals(RequestType.REPORT, CLASSIFIER.read("举报无照经营", null, null, null).requestType());
    assertEquals(RequestType.INQUIRY, CLASSIFIER.read("咨询居住证办理", "请问居住证如何办理", null, null).requestType());
    assertEquals(Grade.INQUIRY, CLASSIFIER.read("咨询居住证办理", "请问居住证如何办理", null, null).classification().grade());
    assertEquals(RequestType.HELP, CLASSIFIER.read("停水", "家里没水", null, null).requestType());
  }

  @Test void the_same_words_give_the_same_answer_and_say_by_which_version() {
    assertEquals(read("停电", "无故停电"), new Classifier(Catalogue.load()).read("停电", "无故停电", null, null).classification());
    assertTrue(read("停电", null).version().contains("categories 2021"));
  }

  @Test void scores_are_the_catalogues_own() {
    String text = "小区旁边游商占道，晚上施工噪声扰民，路灯不亮，物业不管";
    Catalogue.get().problems().concerning(text).stream().findFirst().ifPresent(surest -> {
      Classification c = read(null, text);
      boolean byCategory = Catalogue.get().problems().ofCategory(c.category()).isPresent();
      assertEquals(byCategory ? Catalogue.get().problems().ofCategory(c.category()).get().id() : surest.id(), c.problemId());
    });
  }

  @Test void it_reads_thousands_of_texts_a_second() {
    String content = "我是石景山区居民，小区门口每天早晚都有游商占道经营，垃圾没人清运，夏天味道很大，多次向物业反映没有结果，希望尽快解决。".repeat(6);
    for (int i = 0; i < 3_000; i++) read("游商占道", content);
    long start = System.nanoTime();
    int texts = 4_000;
    for (int i = 0; i < texts; i++) read("游商占道", content);
    double perSecond = texts / ((System.nanoTime() - start) / 1e9);
    System.out.printf("classifier: %.0f texts/s of %d characters%n", perSecond, content.length());
    assertTrue(perSecond > 5_000, () -> perSecond + " texts/s");
  }

  private static Classification read(String title, String content) { return CLASSIFIER.read(title, content, null, null).classification(); }
}
