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
  NOTHING_TO_ERASE(409, "没有可删除的个人信息。", "There is no personal data to erase."),
  CONFIDENTIAL_ALREADY(409, "此诉求已经保密。", "The request is confidential already."),
  ERASED(409, "诉求人信息已按要求删除。", "The claimant's data has been erased."),
  LINKED_TO_ITSELF(409, "诉求不能与自己关联。", "A request cannot be linked to itself."),
  LINKED_ALREADY(409, "此诉求已关联到 %s。", "The request is linked to %s already."),
  MASTER_IS_LINKED(409, "%s 已关联到 %s，请关联到后者。", "%s is itself linked to %s; link to that one."),
  HAS_LINKED_ONES(409, "已有 %d 件诉求关联到此诉求，它不能再关联到别的诉求。", "%d requests are linked to this one, so it cannot be linked to another."),
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
  KEY_MISSING(403, "api_key 缺失或无效。", "The api_key is missing or not valid."),
  LOCATION_MISSING(400, "请提供位置：lat 和 long、address_string 或 address_id。", "Say where: lat and long, address_string or address_id."),
  SPAN_TOO_LONG(400, "%s 与 %s 的间隔不能超过 %d 天。", "%s and %s may be at most %d days apart."),
  MALFORMED(400, "请求内容无法解析：%s", "The request cannot be read: %s"),
  FIELD_MISSING(422, "缺少必填项 %s。", "The field %s is required."),
  FIELD_TOO_LONG(422, "%s 最多 %d 个字符。", "%s takes at most %d characters."),
  FIELD_INVALID(422, "%s 的取值无效：%s。", "The field %s is not valid: %s."),
  UNKNOWN_UNIT(422, "%s 不是有效的单位编码。", "%s is not the code of a unit."),
  UNKNOWN_CHANNEL(422, "%s 不是有效的渠道编码。", "%s is not the code of a channel."),
  CHANNEL_CLOSED(422, "渠道 %s（%s）当前不受理诉求。", "The channel %s (%s) takes no requests now."),
  UNKNOWN_CATEGORY(422, "%s 不是有效的分类编码。", "%s is not the code of a category."),
  NO_SUCH_QUESTION(422, "分类 %s 没有补充问题 %s。", "The category %s does not ask %s."),
  ANSWER_MISSING(400, "%s 必须填写（%s）。", "%s required (%s)."),
  ATTACHMENT_UNKNOWN(422, "没有内容为 %s 的附件，请先上传。", "There is no attachment with the content %s; upload it first."),
  ATTACHMENT_TYPE(422, "不接受此类附件（%s）。", "Attachments of this type (%s) are not taken."),
  ATTACHMENT_BROKEN(422, "附件（%s）已损坏，无法读取。", "The attachment (%s) is broken and cannot be read."),
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
