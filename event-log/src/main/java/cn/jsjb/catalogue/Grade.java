package cn.jsjb.catalogue;

/** How fast a request must be answered (紧急程度). The lengths are data, see {@link Limits}; source: domain rules T1–T5. */
public enum Grade {
  /** Sudden event, possible loss of life or property (突发紧急): two hours, round the clock. */
  URGENT_2H,
  /** Water, power, gas, heat (民生保障): twenty-four hours, round the clock. */
  LIVELIHOOD_24H,
  /** The ordinary request (一般诉求): seven days. */
  GENERAL_7D,
  /** Complex and hard (复杂疑难): fifteen days. */
  COMPLEX_15D,
  /** A question that could not be answered at once (咨询). No category has this grade: it follows from {@link RequestType#INQUIRY}. */
  INQUIRY
}
