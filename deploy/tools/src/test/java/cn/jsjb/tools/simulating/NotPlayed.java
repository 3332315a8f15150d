package cn.jsjb.tools.simulating;

import cn.jsjb.analytics.Figure;
import java.util.Map;
import java.util.Set;

/** What the play leaves out, with the reason; whoever adds to it says why, and whoever plays one takes it away. */
final class NotPlayed {
  private static final String LET_GO = "comes days after the closing, when the play has let go of the ticket; supervision-service has the scenario";

  static final Map<String, String> REASONS = Map.of("supervision.LookBackScheduled", LET_GO, "supervision.LookBackRecorded", LET_GO,
      "supervision.SensitiveDataViewed", "nobody of the play asks supervision for a person's data; supervision-service has the scenario",
      "supervision.SurveyLinkSent", "the agents of the play call, they send no links; supervision-service has the scenario");

  /** The reasons that the play gives for an exclusion leave the volume as it is. */
  static final Set<Figure> FIGURES = Set.of(Figure.OFF_VOLUME);

  private NotPlayed() {}
}
