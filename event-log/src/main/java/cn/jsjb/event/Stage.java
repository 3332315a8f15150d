package cn.jsjb.event;

/** The states of a ticket (domain 3.4). A projection of the events, the same in every service; see {@link LifeCycle}. */
public enum Stage {
  RECEIVED("已受理"), PENDING_DISPATCH("待派单"), CONSULTING("会商中"), DISPATCHED("已派单"), SIGNED("已签收"), HANDLING("办理中"), DEFERRED("已挂账"),
  REPLIED("已反馈"), AWAITING_CALLBACK("待回访"), CALLED_BACK("已回访"), REWORK("二次办理"), SUPERVISED("督办中"), REOPENED("重新办理"),
  WITHDRAWN("已撤诉"), CLOSED("已办结");

  private final String chinese;

  Stage(String chinese) { this.chinese = chinese; }

  /** The name people read. */
  public String chinese() { return chinese; }

  /** The unit has it and has not yet given both feedbacks. */
  public boolean isWithUnit() {
    return this == DISPATCHED || this == SIGNED || this == HANDLING || this == DEFERRED || this == SUPERVISED;
  }

  public boolean isOpen() { return this != CLOSED && this != WITHDRAWN; }
}
