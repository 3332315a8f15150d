package cn.jsjb.event;

/**
 * Every sentence with which the system says no, in one place, Chinese and English. The name is the stable {@code code} of the
 * problem+json answer.
 */
public enum Reason {
  // 409: a rule refuses
  NOT_IN_THIS_STATE(409, "工单处于“%s”，不能%s。", "A ticket in state %s cannot be %s."),
  ONLY_THE_FIRST_RESPONDER(409, "只有首接单位 %s 可以办理此工单。", "Only the first responder %s may do this."),
  NOT_SIGNED_YET(409, "请先签收工单。", "Sign for the ticket first."),
  ALREADY_SIGNED(409, "工单已由 %s 签收。", "The ticket has been signed for by %s already."),
  CONTACT_FIRST(409, "答复前至少要联系诉求人一次（条例第十五条）。", "Contact the claimant at least once before replying (regulation, article 15)."),
  ALREADY_TOLD(409, "本轮已作此反馈。", "This feedback has been given in this round already."),
  WHISTLE_OPEN(409, "第 %d 次吹哨尚未办结，不能反馈结果（事不完，人不走）。", "Whistle %d is not closed; close it before reporting the result."),
  NO_SUCH_WHISTLE(409, "没有进行中的第 %d 次吹哨。", "There is no open whistle %d."),
  NOT_SUMMONED(409, "第 %d 次吹哨没有召集 %s。", "Whistle %d did not summon %s."),
  ALREADY_REPORTED(409, "%s 已经报到。", "%s has reported in already."),
  DEPARTMENTS_MISSING(409, "%s 尚未报到，也未记为缺席，哨声不能结束。", "%s has neither reported in nor been recorded as missing; the whistle cannot be closed."),
  NOT_A_DEPARTMENT(409, "%s 不是可以被召集的部门。", "%s is not a department that can be summoned."),
  ONLY_LOCALITIES_WHISTLE(409, "只有街道、乡镇可以吹哨；%s 不是。", "Only a street or town may blow a whistle; %s is none."),
  OBJECTION_OPEN(409, "第 %d 次派单异议尚未审核。", "Objection %d has not been decided yet."),
  NO_OPEN_OBJECTION(409, "没有待审核的第 %d 次派单异议。", "There is no open objection %d."),
  OBJECTION_TOO_LATE(409, "派单异议须在派单后 %d 小时内提出。", "An objection has to be raised within %d hours of dispatch."),
  OBJECTIONS_USED_UP(409, "本单位对此工单的派单异议已达 %d 次。", "Your unit has used up its %d objections to this ticket."),
  URGENT_ACTS_FIRST(409, "紧急工单先处置，不受理派单异议。", "An urgent ticket is acted on first; objections are not taken."),
  NO_EXTENSION(409, "%s 类工单不能延期。", "A ticket of grade %s cannot be extended."),
  EXTENDED_ALREADY(409, "本轮已延期一次。", "The limit has been extended once in this round already."),
  EXTENSION_OUT_OF_BOUNDS(409, "延期须在到期前提出，且不超过 %d 天。", "Ask before the limit expires, for at most %d days."),
  UNIT_IS_THE_REPORTED_PARTY(409, "%s 是被反映单位，不能承办针对自己的诉求。", "%s is the reported party and cannot handle a request about itself."),
  SAME_UNIT(409, "工单已在 %s。", "The ticket is with %s already."),
  CALLBACK_TOO_EARLY(409, "办理单位尚未双反馈，时限也未到，不能回访。", "The unit has not given both feedbacks and the limit has not expired: no callback yet."),
  ATTEMPTS_USED_UP(409, "本轮回访已尝试 %d 次，工单将按无法联系办结。", "This round's %d attempts to call back are used up; the ticket closes as unreachable."),
  EMERGENCY_GOES_FIRST(409, "紧急诉求先处置：只能转 110、119、120、122 或派单；若并不紧急，请先改分类。", "An emergency goes first: hand it to 110, 119, 120 or 122 or let it be dispatched; if it is none, reclassify it first."),
  ONLY_INQUIRIES_ARE_ANSWERED(409, "只有咨询可以直接答复；此工单是“%s”。", "Only an inquiry can be answered at once; this one is %s."),
  NEW_FACTS_MAY_EXIST(409, "须确认没有新的事实和理由，并已告知原工单进展。", "Confirm that there is no new fact or reason and that the progress of the earlier ticket was told."),
  NOT_THE_SAME_MATTER(409, "工单 %s 不是同一诉求人 %d 天内的同一事项。", "Ticket %s is not the same claimant's same matter of the last %d days."),
  WARN_FIRST(409, "须先%s。", "First: %s."),
  NO_CALLER_KNOWN(409, "没有来电号码，无法对其采取措施。", "There is no telephone number to take measures about."),
  RESTRICTION_TOO_LONG(409, "限制须在 %d 天之内。", "A restriction ends within %d days."),
  NOT_A_GROUP(409, "集体诉求须有 %d 名以上诉求人在 %d 天内反映同一地点的同一事项；现有 %d 名。", "A group takes at least %d claimants within %d days about the same matter at the same place; these are %d."),
  ANOTHER_MATTER(409, "工单 %s 不是同一地点的同一事项。", "Ticket %s is not about the same matter at the same place."),
  IN_A_GROUP(409, "工单 %s 已在集体诉求之中。", "Ticket %s belongs to a group already."),
  NO_GROUP(409, "工单 %s 不是集体诉求的牵头工单，或已办结。", "Ticket %s leads no group, or is closed."),
  TOO_MANY_REPRESENTATIVES(409, "代表人不超过 %d 名，且须是成员。", "At most %d representatives, all of them members."),
  NOTHING_TO_ERASE(409, "没有可删除的个人信息。", "There is no personal data to erase."),
  CONFIDENTIAL_ALREADY(409, "此诉求已经保密。", "The request is confidential already."),
  ERASED(409, "诉求人信息已按要求删除。", "The claimant's data has been erased."),
  QUARANTINED(409, "此工单的记录无法折算，已隔离：%s。", "The records of this ticket cannot be folded; it is quarantined: %s."),

  // 412, 404, 403, 401
  STALE(412, "工单已有新的进展，请刷新后重试。", "The ticket has moved on; reload it and try again."),
  NOT_FOUND(404, "没有找到 %s。", "%s was not found."),
  OTHER_UNIT(403, "此工单不属于贵单位。", "This ticket is not your unit's."),
  AGENT_OF_THE_HANDLING_UNIT(403, "办理单位 %s 的人员不能回访本单位办理的工单。", "An agent of the handling unit %s may not call back about its own ticket."),
  CLAIMANT_IS_CONFIDENTIAL(403, "诉求人信息已保密，承办单位不能查看。", "The claimant's data is confidential; the handling unit may not see it."),
  ROLE_MISSING(403, "您的角色不能进行此操作。", "Your role may not do this."),
  SIGN_IN(401, "请先登录。", "Sign in first."),

  // 400, 422: bad input
  MALFORMED(400, "请求内容无法解析：%s", "The request cannot be read: %s"),
  FIELD_MISSING(422, "缺少必填项 %s。", "The field %s is required."),
  FIELD_TOO_LONG(422, "%s 最多 %d 个字符。", "%s takes at most %d characters."),
  FIELD_INVALID(422, "%s 的取值无效：%s。", "The field %s is not valid: %s."),
  UNKNOWN_UNIT(422, "%s 不是有效的单位编码。", "%s is not the code of a unit."),
  UNKNOWN_CHANNEL(422, "%s 不是有效的渠道编码。", "%s is not the code of a channel."),
  UNKNOWN_CATEGORY(422, "%s 不是有效的分类编码。", "%s is not the code of a category."),
  UNKNOWN_KNOWLEDGE(422, "知识库中没有现行的条目 %s。", "The knowledge base has no item %s in force."),
  PLACE_IN_NO_LOCALITY(422, "%s 不是有效的区、街道（乡镇）编码。", "%s is not the code of a district or locality."),
  TOO_LARGE(413, "内容过大，最多 %s。", "Too large; at most %s."),
  TOO_MANY_REQUESTS(429, "请求过于频繁，请稍后再试。", "Too many requests; try again later."),
  AWAY(503, "系统暂时不可用，请稍后重试。", "The system is away for the moment; try again shortly.");

  private final int status;
  private final String chinese;
  private final String english;

  Reason(int status, String chinese, String english) {
    this.status = status;
    this.chinese = chinese;
    this.english = english;
  }

  /** HTTP status under which the sentence is told. */
  public int status() { return status; }

  String chinese() { return chinese; }

  String english() { return english; }
}
