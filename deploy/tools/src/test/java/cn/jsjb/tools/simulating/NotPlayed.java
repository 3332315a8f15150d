package cn.jsjb.tools.simulating;

import cn.jsjb.analytics.Figure;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the play leaves out, with the reason; whoever adds to it says why, and whoever plays one takes it away. */
final class NotPlayed {
  private static final String NEW_OF_SUPERVISION = "new with the whole of supervision; its service has a scenario over HTTP, the play does not know its people yet";

  static final Map<String, String> REASONS = new TreeMap<>();

  static {
    Arrays.asList("AppealRejected", "AppealUpheld", "AssessmentAppealed", "CallbackInvalidated", "ExclusionProposed", "ExclusionRefused", "ExclusionReversed", "LookBackRecorded",
        "LookBackScheduled", "SensitiveDataViewed", "SupervisionClosed", "SupervisionReplied", "SurveyLinkSent", "TicketExcluded").forEach(type -> REASONS.put("supervision." + type, NEW_OF_SUPERVISION));
  }

  /** Follow from the exclusions that are not played. */
  static final Set<Figure> FIGURES = Set.of(Figure.EXCLUDED, Figure.OFF_VOLUME);

  private NotPlayed() {}
}
