package cn.jsjb.event;

import java.time.Instant;
import java.util.List;

/** 靶向监督 (SP10): a focus and what is looked at in it (domain 5.2). */
public sealed interface FocusEvent extends OversightEvent {
  /**
   * @param problem whose tickets make the list, {@code MT2021-P09}
   * @param localities those with matching tickets in [from, to), most tickets first; at most the last three years
   */
  record FocusListed(String theme, String problem, Instant from, Instant to, List<FocusLocality> localities) implements FocusEvent {}

  record FocusLocality(String locality, long tickets) {}

  /** RULES: internal rules exist and are followed. PROGRESS: progress and quality of the work. SATISFACTION: what the public says. */
  enum FocusContent { RULES, PROGRESS, SATISFACTION }

  record FocusContentChecked(String locality, FocusContent content, boolean satisfactory, String finding, List<String> evidence) implements FocusEvent {}

  /** All three classes have been looked at wherever the list asks. */
  record FocusClosed(String conclusion) implements FocusEvent {}
}
