package cn.jsjb.catalogue;

/** What the claimant wants (工单类型). The regulation, article 2, names the first five; praise comes from practice and is not assessed. */
public enum RequestType {
  /** 咨询 */ INQUIRY,
  /** 求助 */ HELP,
  /** 投诉 */ COMPLAINT,
  /** 举报 */ REPORT,
  /** 建议 */ SUGGESTION,
  /** 表扬 */ PRAISE
}
