package cn.jsjb.supervision.callbacks;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Survey;
import cn.jsjb.supervision.callbacks.Surveying.State;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * What a claimant who opens his link sees, in Chinese and English: the ticket's number and unit, the questions; nothing of a person and nothing of what
 * he wrote, since a link can be passed on.
 *
 * @param state OPEN, ANSWERED or EXPIRED
 * @param questions empty unless open
 */
public record Questionnaire(String ticketNo, Text unit, State state, OffsetDateTime expiresAt, Text intro, List<Question> questions) {
  private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

  public record Text(String zh, String en) {}

  /** @param field name in the answer @param choices empty for free text */
  public record Question(String field, boolean required, Text text, List<Choice> choices) {}

  public record Choice(Object value, Text text) {}

  private static final List<Choice> YES_NO = List.of(new Choice(true, new Text("是", "Yes")), new Choice(false, new Text("否", "No")));
  private static final List<Choice> MOODS = List.of(new Choice("SATISFIED", new Text("满意", "Satisfied")), new Choice("BASICALLY_SATISFIED", new Text("基本满意", "Basically satisfied")),
      new Choice("DISSATISFIED", new Text("不满意", "Dissatisfied")));
  private static final List<Question> QUESTIONS = List.of(
      new Question("contacted", true, new Text("承办单位是否与您联系？", "Did the unit contact you?"), YES_NO),
      new Question("resolved", true, new Text("您的诉求是否解决？", "Was your request resolved?"), YES_NO),
      new Question("partly", false, new Text("如未完全解决，是否部分解决？", "If not, was it resolved in part?"), YES_NO),
      new Question("satisfaction", true, new Text("您对办理结果是否满意？", "Are you satisfied with the result?"), MOODS),
      new Question("processSatisfaction", false, new Text("您对办理过程和工作人员态度是否满意？", "Are you satisfied with how you were treated?"), MOODS),
      new Question("reasons", false, new Text("请说说原因（可不填）。", "Tell us why, if you like."), List.of()),
      new Question("reports", false, new Text("是否有人要求您改口、态度粗暴或打击报复？承办单位看不到此项。", "Did anybody press you, was anybody rude, or were you harmed for complaining? The unit does not see this."),
          List.of(new Choice("PRESSURE", new Text("要求改口、撤诉", "Pressed to change or withdraw")), new Choice("RUDENESS", new Text("态度粗暴", "Rude")),
              new Choice("RETALIATION", new Text("打击报复", "Retaliation")))));
  private static final Text INTRO = new Text("12345市民服务热线回访：请回答以下问题，大约一分钟。只能回答一次。", "The 12345 hotline asks about your request; it takes a minute. You can answer once.");
  private static final Text THANKS = new Text("谢谢，您的回答已记录。", "Thank you; your answers are recorded.");
  private static final Text EXPIRED = new Text("此链接已失效，请等候12345来电，或拨打12345。", "This link answers no more; 12345 will call you, or call 12345.");

  static Questionnaire of(Oversight o, Survey survey, State state) {
    Unit unit = o.life().unit() == null ? null : Catalogue.get().units().find(o.life().unit()).orElse(null);
    return new Questionnaire(o.subject().ticketNo(), unit == null ? null : new Text(unit.name(), unit.en()), state, survey == null ? null : survey.expiresAt().atZone(CITY).toOffsetDateTime(),
        state == State.OPEN ? INTRO : state == State.ANSWERED ? THANKS : EXPIRED, state == State.OPEN ? QUESTIONS : List.of());
  }
}
