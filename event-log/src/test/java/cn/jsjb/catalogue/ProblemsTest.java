package cn.jsjb.catalogue;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
  private final Catalogue catalogue = Catalogue.get();
  private final Problems.Year year = catalogue.problems().year(2021).orElseThrow();

  @Test void the_year_2021_has_12_themes_27_problems_and_12_leads() {
    assertEquals(12, year.themes().size());
    assertEquals(27, year.problems().size());
    assertEquals(12, year.problems().stream().map(Problem::leadUnit).distinct().count());
    assertEquals(year.themes().stream().map(Problems.Theme::id).collect(toSet()), year.problems().stream().map(Problem::theme).collect(toSet()));
  }

  @Test void every_code_named_by_a_problem_exists() {
    for (var problem : year.problems()) {
      assertEquals(Unit.Kind.CITY_DEPARTMENT, catalogue.units().require(problem.leadUnit()).kind());
      for (var unit : problem.supportingUnits()) assertFalse(catalogue.units().require(unit).code().equals(problem.leadUnit()));
      for (var category : problem.categories()) catalogue.categories().require(category);
    }
  }

  @Test void every_problem_has_words_and_a_category_of_its_own() {
    var taken = new HashSet<String>();
    for (var problem : year.problems()) {
      assertFalse(problem.terms().weights().isEmpty(), problem.id());
      assertFalse(problem.categories().isEmpty(), problem.id());
      for (var category : problem.categories()) {
        assertTrue(taken.add(category), category + " belongs to two problems");
        assertEquals(problem, catalogue.problems().ofCategory(category).orElseThrow());
      }
      assertTrue(problem.threshold() > 0);
    }
  }

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
    assertEquals("MT2021-" + problem, catalogue.problems().concerning(words).getFirst().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "我的工资卡丢了去哪里补办", "退休工资怎么计算", "医院附近停车费太贵", "共享单车押金退不了", "家里暖气不热才14度", "楼道灯不亮", "房产证丢失如何补办",
    "中介公司招聘骗人是职业中介", "养老保险怎么转移", "公交卡充值没到账", "中关村的路灯很漂亮", "感谢接线员耐心解答", "广场舞噪音太大"
  })
  void words_that_only_sound_like_a_problem_lead_nowhere(String words) {
    assertEquals(List.of(), catalogue.problems().concerning(words));
  }
}
