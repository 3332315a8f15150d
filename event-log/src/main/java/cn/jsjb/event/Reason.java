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
  OTHER_DISTRICTS_DEPARTMENT(409, "%s 属于其他区，请使用跨区吹哨。", "%s belongs to another district; blow a cross-district whistle."),
  NOT_ARRIVED_YET(409, "%s 尚未报到。", "%s has not reported in yet."),
  RELEASED_ALREADY(409, "%s 已经离场。", "%s has been released already."),
  REFUSED_ALREADY(409, "%s 已经拒绝报到。", "%s has refused to come already."),
  NO_SUCH_TASK(409, "第 %d 次吹哨中没有贵单位未办结的第 %d 项任务。", "Whistle %d has no open task %d of yours."),
  TASKS_OPEN(409, "%s 还有未办结的任务（事不完，人不走）。", "%s has open tasks; nobody leaves before they are done."),
  RATING_MISSING(409, "请先评价 %s（0 至 100 分）。", "Rate %s first (0 to 100)."),
  NOT_A_CLOSED_WHISTLE(409, "第 %d 次吹哨不存在或尚未办结。", "Whistle %d does not exist or is not closed yet."),
  REVIEWED_ALREADY(409, "第 %d 次吹哨已经考核。", "Whistle %d has been reviewed already."),
  NEEDS_TWO_DISTRICTS(409, "跨区吹哨须有两个以上区的街乡镇参加，且由首接单位提出。", "A cross-district whistle takes localities of two districts or more, one of them the first responder."),
  NOT_A_SIDE(409, "%s 不是此次跨区吹哨的一方。", "%s is no party to this cross-district whistle."),
  SIGNED_ALREADY(409, "%s 已经会签。", "%s has signed already."),
  WAITS_FOR_SIGNATURES(409, "哨声还在等待 %s 会签。", "The whistle still waits for the signature of %s."),
  NO_DISAGREEMENT(409, "第 %d 次吹哨各方尚在商定，市级不指定。", "The sides of whistle %d are still agreeing; the city does not designate."),
  OBJECTION_OPEN(409, "第 %d 次派单异议尚未审核。", "Objection %d has not been decided yet."),
  NO_OPEN_OBJECTION(409, "没有待审核的第 %d 次派单异议。", "There is no open objection %d."),
  OBJECTION_TOO_LATE(409, "派单异议须在派单后 %d 小时内提出。", "An objection has to be raised within %d hours of dispatch."),
  OBJECTIONS_USED_UP(409, "本单位对此工单的派单异议已达 %d 次。", "Your unit has used up its %d objections to this ticket."),
  URGENT_ACTS_FIRST(409, "紧急工单先处置，不受理派单异议。", "An urgent ticket is acted on first; objections are not taken."),
  NO_EXTENSION(409, "%s 类工单不能延期。", "A ticket of grade %s cannot be extended."),
  EXTENDED_ALREADY(409, "本轮已延期一次。", "The limit has been extended once in this round already."),
  EXTENSION_OUT_OF_BOUNDS(409, "延期须在到期前提出，且不超过 %d 天。", "Ask before the limit expires, for at most %d days."),
  NO_PAUSE(409, "%s 类工单不等待诉求人补充。", "The limit of a ticket of grade %s does not wait for the claimant."),
  PAUSED_ALREADY(409, "正在等待诉求人补充。", "The limit waits for the claimant already."),
  PAUSES_USED_UP(409, "本轮已等待诉求人 %d 次。", "The limit has waited for the claimant %d times in this round."),
  PAUSE_OUT_OF_BOUNDS(409, "等待诉求人须在到期前提出，每次不超过 %d 天。", "Ask the claimant before the limit expires, and wait at most %d days."),
  NOT_PAUSED(409, "没有第 %d 次等待诉求人。", "The limit does not wait for answer %d."),
  NOBODY_TO_ASK(409, "此工单没有诉求人。", "There is no claimant to ask."),
  DEFERRAL_OPEN(409, "第 %d 次挂账尚未办结。", "Deferral %d is still open."),
  NO_SUCH_DEFERRAL(409, "没有可以这样办理的第 %d 次挂账。", "Deferral %d is not there to be dealt with like this."),
  DEFERRAL_DISTRICT_FIRST(409, "挂账须先经区级审核。", "The district decides about a deferral first."),
  DEFERRAL_OUT_OF_BOUNDS(409, "承诺时限和各节点须在今后 %d 个月之内，节点不晚于承诺时限，说明不晚于现在。", "Promise and milestones lie within the next %d months, the milestones before the promise, the explanation before now."),
  NOT_CALLED_BACK_YET(409, "销账须在重新回访之后。", "A deferral is cleared after a new callback only."),
  SEPARATED_ALREADY(409, "本工单已作责任区分。", "Liability has been separated for this ticket already."),
  SEPARATE_FIRST(409, "请先区分责任（无错优先）。", "Separate the liability first."),
  TWO_ELIGIBILITIES(409, "%s 同时列入了两类。", "%s is listed under two eligibilities."),
  NOT_INNOCENT(409, "%s 不在无过错名单内，不得搭便车。", "%s is not among the innocent and cannot ride along."),
  NO_SUCH_TRACK(409, "没有贵单位未办结的第 %d 条追责线。", "There is no open liability track %d of yours."),
  NO_SUCH_ITEM(409, "第 %d 项不存在或已经办结。", "Item %d does not exist or is settled already."),
  NOT_A_GOVERNMENT_BODY(409, "%s 不是政府机关，不能作出政府承诺。", "%s is no government body and cannot commit itself."),
  IN_THE_PAST(409, "%s 须晚于现在。", "%s has to lie in the future."),
  NO_SPECIAL_CASE_GROUND(409, "专案须为紧急工单且涉及 %d 人以上，或属于高风险群体诉求。", "A special case needs an urgent ticket with %d people or more, or a high risk."),
  SPECIAL_CASE_OPEN(409, "本工单已是专案。", "The ticket is a special case already."),
  NO_SPECIAL_CASE(409, "本工单不是进行中的专案。", "The ticket is no open special case."),
  MEMBER_ALREADY(409, "%s 已在专案中。", "%s belongs to the special case already."),
  MEMBERS_WITHOUT_RESULT(409, "专案中的 %s 尚无结果，不能结案。", "%s of the special case has no result yet; the case cannot be closed."),
  NO_SUCH_APPOINTMENT(409, "没有待赴的第 %d 次预约。", "There is no open appointment %d."),
  MEDIATION_ORDER(409, "须先调解，再签协议，再申请司法确认。", "First the mediation, then the settlement, then the judicial confirmation."),
  NO_SUCH_ESCALATION(409, "没有待贵单位答复的第 %d 次提级。", "There is no escalation %d for you to decide."),
  ESCALATES_UPWARD(409, "提级只能向上级政府或主管部门提出，%s 不是。", "An escalation goes to a higher government or a department; %s is none."),
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
  NO_FEED(409, "单位 %s 的订阅主题不存在，请先运行 deploy/up 创建。", "The feed topic of unit %s does not exist; deploy/up creates it."),
  RETELLING_ALREADY(409, "正在补发，请稍后再试。", "A feed is being told again already; try again when it is done."),
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
  UNKNOWN_DEFERRAL_REASON(422, "%s 不是有效的挂账原因编码。", "%s is not the code of a reason to defer."),
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
