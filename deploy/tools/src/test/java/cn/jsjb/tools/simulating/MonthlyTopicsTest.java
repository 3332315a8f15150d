package cn.jsjb.tools.simulating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.ProgrammeEvent.CountingMode;
import cn.jsjb.event.Share;
import cn.jsjb.event.YearEvent.FiguresReported;
import cn.jsjb.log.Envelope;
import cn.jsjb.supervision.programme.Publishing;
import cn.jsjb.supervision.programme.Topic;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The made-up year has the shape of the real one and says of everything that it is made up. */
class MonthlyTopicsTest {
  @Test void the_sample_has_the_shape_that_the_press_reported() {
    Map<String, Topic> topics = MonthlyTopics.topics();
    FiguresReported may = Publishing.figures(topics, LocalDate.of(2021, 5, 31), CountingMode.ISSUED);
    FiguresReported june = Publishing.figures(topics, LocalDate.of(2021, 6, 20), CountingMode.ISSUED_OR_IMMINENT);
    assertEquals(27, topics.size());
    assertEquals(new Share(275, 603), may.tasks());
    assertEquals(new Share(31, 65), may.policies());
    assertEquals(new Share(351, 603), june.tasks());
    assertEquals(new Share(38, 66), june.policies());
    assertEquals(new Share(36, 66), Publishing.figures(topics, LocalDate.of(2021, 6, 20), CountingMode.ISSUED).policies());
    assertEquals(29, topics.get("MT2021-P03").progress().tasks(PlanEvent.CITY, LocalDate.of(2021, 6, 20)).total());
    topics.values().forEach(topic -> assertEquals(18, topic.plans().size(), "the city and seventeen districts"));
    assertTrue(june.verified() > 200 && june.verified() < june.tasks().done(), "completion is not verification");
  }

  @Test void everything_in_it_says_that_it_is_made_up_and_the_same_sample_is_the_same_records() {
    List<Envelope> once = new ArrayList<>();
    List<Envelope> again = new ArrayList<>();
    int facts = MonthlyTopics.play(once::add);
    MonthlyTopics.play(again::add);
    assertEquals(facts, once.size());
    assertEquals(once.stream().map(Envelope::hash).toList(), again.stream().map(Envelope::hash).toList());
    once.stream().filter(e -> List.of("programme.TopicYearPublished", "programme.ProblemDefined", "programme.PlanApproved", "programme.TaskPlanned", "programme.PolicyPlanned", "programme.PolicyListRevised",
        "programme.ResponsibilityListApproved", "programme.OutcomeMetricReported").contains(e.type())).forEach(e -> assertTrue(new String(e.data(), StandardCharsets.UTF_8).contains("SYNTHETIC"), e.type()));
  }
}
