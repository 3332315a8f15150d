package cn.jsjb.event;

/** The states of a ticket (domain 3.4). A projection of the events, the same in every service; see {@link LifeCycle}. */
public enum Stage {
  RECEIVED("已受理", "received"), /** At the hotline's desk: the operator decides. */ REGISTERED("已登记", "registered"),
  /** 直接答复 */ ANSWERED("已答复", "answered"), DIVERTED("已转办", "passed on"), DECLINED("不予受理", "declined"), /** Lives on through its group. */ LINKED("已并案", "joined to a group"),
  PENDING_DISPATCH("待派单", "waiting for dispatch"), CONSULTING("会商中", "in consultation"), DISPATCHED("已派单", "sent to a unit"),
  SIGNED("已签收", "signed for"), HANDLING("办理中", "being handled"), DEFERRED("已挂账", "on the deferral ledger"), REPLIED("已反馈", "answered by the unit"), AWAITING_CALLBACK("待回访", "waiting for the callback"),
  CALLED_BACK("已回访", "called back"), REWORK("二次办理", "handled again"), SUPERVISED("督办中", "under supervision"), REOPENED("重新办理", "reopened"),
  WITHDRAWN("已撤诉", "withdrawn"), CLOSED("已办结", "closed");

  private final String chinese;
  private final String english;

  Stage(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** The name people read. */
  public String chinese() { return chinese; }

  public String english() { return english; }

  /** The unit has it and has not yet given both feedbacks. */
  public boolean isWithUnit() {
    return this == DISPATCHED || this == SIGNED || this == HANDLING || this == DEFERRED || this == SUPERVISED;
  }

  /** Answered, diverted or declined by the desk: nobody handles it, supervision closes it. */
  public boolean isSettledAtDesk() { return this == ANSWERED || this == DIVERTED || this == DECLINED; }

  public boolean isOpen() { return this != CLOSED && this != WITHDRAWN && !isSettledAtDesk(); }
}
