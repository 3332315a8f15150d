package cn.jsjb.supervision.programme.sheets;

import java.util.List;

/** The sheets of the workbook as offices know them, and their columns. Headers say both names: 责任单位 / owner. */
final class Layout {
  private Layout() {}

  /** @param kind what a cell holds; codes are text, so that 000123 stays what it is */
  record Column(String zh, String en, Kind kind, boolean required, double width, String help) {
    String header() { return zh + " / " + en; }
  }

  enum Kind { TEXT, NUMBER, DATE }

  private static final Column PROBLEM = must("问题编号", "problem", Kind.TEXT, 14, "如 MT2021-P03");
  private static final Column SCOPE = must("范围", "scope", Kind.TEXT, 12, "110000 为全市，否则为区（含经开区）编码");
  private static final Column SOURCE = must("来源", "source", Kind.TEXT, 16, "文件名或文号；SYNTHETIC 表示演示用的虚构数据 / SYNTHETIC: made up for a demonstration");
  private static final Column UNIT_NAME = may("单位名称", "unitName", Kind.TEXT, 20, "供阅读，导入时不读取 / for people, not read");
  private static final Column NOTE = may("备注", "note", Kind.TEXT, 40, "");
  private static final Column DROPPED = may("移出日期", "droppedFrom", Kind.DATE, 12, "自此日起不在清单内");
  private static final Column TARGET = may("目标值", "target", Kind.NUMBER, 12, "");

  enum Sheet {
    PLAN("方案", "plan", List.of(PROBLEM, SCOPE, may("版本", "version", Kind.NUMBER, 8, "由系统编号；导入时可不填 / given by the system"), must("生效日期", "from", Kind.DATE, 12, "方案自此日起有效 / in force from this day"),
        must("方案名称", "title", Kind.TEXT, 40, "最多 200 字"), must("措施", "measures", Kind.TEXT, 60, "一行一条，单元格内换行 / one a line"), may("文号", "document", Kind.TEXT, 24, ""), SOURCE)),
    RESPONSIBILITIES("责任", "responsibilities", List.of(PROBLEM, SCOPE, may("版本", "version", Kind.NUMBER, 8, "同一范围、同一生效日期的各行是一张清单；由系统编号 / lines of one scope and day are one list"),
        must("生效日期", "from", Kind.DATE, 12, "清单自此日起有效"), must("单位", "unit", Kind.TEXT, 14, "单位编码"), UNIT_NAME, must("分工", "part", Kind.TEXT, 10, "主责 或 配合 / LEAD, SUPPORT"),
        must("职责", "duty", Kind.TEXT, 60, "最多 1000 字"), may("责任岗位", "post", Kind.TEXT, 24, "岗位，不写姓名 / the post, never a name"))),
    TASKS("任务", "tasks", List.of(PROBLEM, SCOPE, must("任务编号", "task", Kind.TEXT, 14, "一经使用不再改变"), must("任务", "title", Kind.TEXT, 50, "最多 200 字"), may("量化指标", "metric", Kind.TEXT, 20, ""), TARGET,
        may("计量单位", "unit", Kind.TEXT, 10, ""), must("月份", "months", Kind.TEXT, 14, "1-3、6 表示一至三月和六月 / 1-3, 6"), must("责任单位", "owner", Kind.TEXT, 14, "单位编码"), UNIT_NAME,
        may("配合单位", "supporting", Kind.TEXT, 24, "单位编码，以顿号或逗号分开"), must("列入日期", "from", Kind.DATE, 12, "任务自此日起在清单内"), may("修订日期", "revisedFrom", Kind.DATE, 12, "现行内容自此日起有效；未修订则为空"),
        may("状态", "status", Kind.TEXT, 12, "未开始、进行中、已完成、已验收、已移出；导入时默认不读取，见上"), may("已完成量", "done", Kind.NUMBER, 12, ""), may("完成日期", "completedOn", Kind.DATE, 12, "责任单位报告完成的日期"),
        may("验收日期", "verifiedOn", Kind.DATE, 12, "他人验收的日期：完成不等于验收"), DROPPED, NOTE, SOURCE)),
    POLICIES("政策", "policies", List.of(PROBLEM, SCOPE, must("政策编号", "policy", Kind.TEXT, 14, "一经使用不再改变"), must("政策名称", "title", Kind.TEXT, 50, "最多 200 字"), must("起草单位", "drafters", Kind.TEXT, 24, "单位编码，以顿号或逗号分开"),
        may("计划出台", "due", Kind.DATE, 12, ""), must("列入日期", "from", Kind.DATE, 12, "政策自此日起在清单内"), may("状态", "status", Kind.TEXT, 12, "未开始、起草、征求意见、即将出台、已出台、已移出；导入时默认不读取，见上"),
        may("起草日期", "draftedOn", Kind.DATE, 12, ""), may("征求意见日期", "consultedOn", Kind.DATE, 14, ""), may("即将出台日期", "readiedOn", Kind.DATE, 14, ""), may("出台日期", "issuedOn", Kind.DATE, 12, ""),
        may("文号", "document", Kind.TEXT, 24, "出台后填写"), DROPPED, NOTE, SOURCE)),
    OUTCOMES("成效", "outcomes", List.of(PROBLEM, SCOPE, must("指标编号", "metric", Kind.TEXT, 14, "一经使用不再改变"), must("指标", "name", Kind.TEXT, 40, "名称、单位、口径不变"), must("数值", "value", Kind.NUMBER, 14, ""),
        must("计量单位", "unit", Kind.TEXT, 10, ""), must("截至日期", "asOf", Kind.DATE, 12, "该数值截至的日期"), may("期间首日", "since", Kind.DATE, 12, "非累计值必填，累计值不填"),
        must("累计", "cumulative", Kind.TEXT, 8, "是 或 否。数值不得相加：累计值取最近一次 / never summed"), TARGET, may("更正原因", "correction", Kind.TEXT, 30, "同日重报或累计值减少时必填"), SOURCE));

    final String zh;
    final String en;
    final List<Column> columns;

    Sheet(String zh, String en, List<Column> columns) {
      this.zh = zh;
      this.en = en;
      this.columns = columns;
    }

    String title() { return zh + " " + en; }

    Column column(String name) { return columns.stream().filter(c -> c.en().equals(name)).findFirst().orElseThrow(); }
  }

  private static Column must(String zh, String en, Kind kind, double width, String help) { return new Column(zh, en, kind, true, width, help); }

  private static Column may(String zh, String en, Kind kind, double width, String help) { return new Column(zh, en, kind, false, width, help); }
}
