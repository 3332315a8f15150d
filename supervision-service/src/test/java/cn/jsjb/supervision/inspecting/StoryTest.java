package cn.jsjb.supervision.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.SupervisionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StoryTest {
  /** A constant, a unit or subject, a problem, a clue rule, an item of the knowledge base. */
  private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,}_[A-Z_]+\\b|\\b\\d{6}(\\d{3}|[DU]\\d\\d)?\\b|\\bMT\\d{4}-P\\d\\d\\b|\\bC\\d\\d\\b|\\bKB-\\d+\\b");

  @TestFactory Stream<DynamicTest> no_code_stands_in_the_words_of_any_event() {
    return EventTypes.all().keySet().stream().map(type -> DynamicTest.dynamicTest(type, () -> {
      LoggedEvent event = golden(type);
      Words said = Story.of(event);
      List<String> constants = constants(event.getClass()).map(Enum::name).toList();
      for (String words : List.of(said.chinese(), said.english(), Story.nameOf(type), Story.englishNameOf(type))) {
        // What a person wrote is told as he wrote it, codes and all.
        String ours = words.replace("核查线索 C01", "").replace("录音 20260506-1", "");
        assertFalse(CODE.matcher(ours).find(), words);
        constants.forEach(constant -> assertFalse(Pattern.compile("\\b" + constant + "\\b").matcher(ours).find(), words));
      }
    }));
  }

  /** The golden files have one constant of each enum; all others have names, too. */
  @Test void every_constant_that_an_event_can_carry_into_its_words_has_a_name() {
    List<Enum<?>> told = EventTypes.all().keySet().stream().map(StoryTest::golden).map(Object::getClass).flatMap(StoryTest::constants).filter(c -> TOLD.contains(c.getDeclaringClass())).toList();
    assertFalse(told.isEmpty());
    told.forEach(constant -> assertNotEquals(constant.name(), cn.jsjb.catalogue.Names.of(constant).chinese(), () -> constant.getDeclaringClass() + "." + constant));
  }

  private static final List<Class<?>> TOLD = List.of(IntakeEvent.LinkKind.class, IntakeEvent.Target.class, IntakeEvent.Ground.class, IntakeEvent.AbuseStep.class, cn.jsjb.catalogue.Grade.class,
      DispatchEvent.ContactOutcome.class, DispatchEvent.ObjectionGround.class, DispatchEvent.Outcome.class, DispatchEvent.Agreement.class, SupervisionEvent.CallbackReason.class,
      SupervisionEvent.AttemptOutcome.class, SupervisionEvent.Satisfaction.class, SupervisionEvent.SupervisionCause.class, SupervisionEvent.CloseKind.class, SupervisionEvent.UrgeCause.class,
      SupervisionEvent.LookBackResult.class, cn.jsjb.event.ClueEvent.Colour.class, cn.jsjb.event.InspectionEvent.Measure.class);

  @Test void a_ticket_is_told_in_either_language() {
    assertEquals(new Words("鲁谷街道 · 不在本辖区 · 在隔壁街道", "Lugu Subdistrict · not its area · 在隔壁街道"), Story.of(golden("dispatch.DispatchObjected")));
    assertEquals("已联系 · 部分解决 · 不满意", Story.of(golden("supervision.CallbackCompleted")).chinese());
    assertEquals("contacted · resolved in part · dissatisfied", Story.of(golden("supervision.CallbackCompleted")).english());
  }

  @Test void a_reason_that_a_policy_wrote_as_a_code_or_in_both_languages_is_told_in_each() {
    assertEquals(new Words("第 2 轮 · 部分解决", "round 2 · resolved in part"), Story.of(new SupervisionEvent.ReworkOrdered(2, "PARTLY_RESOLVED")));
    assertEquals(new Words("回头看未通过", "the look-back failed"), Story.of(new SupervisionEvent.TicketReopened("LOOK_BACK/1")));
    assertEquals(new Words("超过留置时限，转派单", "held too long"), Story.of(new IntakeEvent.TicketReleased("超过留置时限，转派单 / held too long")));
  }

  @Test void what_people_wrote_is_told_whole_in_either_language() {
    for (String words : List.of("已更换阀门 / DN50", "噪音扰民 / KTV", "白天 / at night")) {
      assertEquals(Words.same(words), Story.of(new DispatchEvent.ResultRepliedToClaimant("110107011", words, "PHONE")));
      assertTrue(Story.of(titled(words)).chinese().endsWith(" · " + words) && Story.of(titled(words)).english().endsWith(" · " + words), words);
    }
  }

  private static IntakeEvent titled(String title) {
    return new IntakeEvent.RequestReceived("RX260506-000000001", "PHONE", "m", null, title, null, cn.jsjb.event.Place.UNKNOWN, NOW, null, null, List.of(), IntakeEvent.Claimant.UNKNOWN);
  }

  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");

  private static Words due(String at) {
    Instant due = Instant.parse(at);
    return Story.of(new DispatchEvent.TicketDispatched(1, 1, "110107011", DispatchEvent.Mode.DIRECT, List.of(), null, null, null, due, due, due, null), NOW);
  }

  @Test void a_date_is_told_as_people_write_it_with_its_year_where_it_is_another() {
    assertEquals(new Words("鲁谷街道 · 时限 11月29日 21:48", "Lugu Subdistrict · due 29 Nov 21:48"), due("2026-11-29T13:48:00Z"));
    assertEquals(new Words("鲁谷街道 · 时限 2027年1月1日 00:30", "Lugu Subdistrict · due 1 Jan 2027 00:30"), due("2026-12-31T16:30:00Z"));
    assertEquals("Lugu Subdistrict · due 29 Nov 2026 21:48", Story.of(new DispatchEvent.TicketDispatched(1, 1, "110107011", DispatchEvent.Mode.DIRECT, List.of(), null, null, null, NOW,
        NOW, Instant.parse("2026-11-29T13:48:00Z"), null)).english());
  }

  @Test void a_problem_of_the_name_of_its_category_is_said_once_and_titles_begin_with_a_capital() {
    Catalogue catalogue = Catalogue.get();
    Words told = catalogue.problems().all().stream().flatMap(problem -> catalogue.categories().all().stream().filter(category -> category.name().equals(problem.name()))
        .map(category -> Story.of(new IntakeEvent.TicketReclassified(null, new IntakeEvent.Classification(category.code(), problem.id(), Grade.GENERAL_7D, 1, List.of(), "x"), null, null)))).findFirst().orElse(null);
    if (told != null) {
      assertEquals(2, told.chinese().split(" · ").length, told.chinese());
    }
    assertEquals("Request received", Story.englishNameOf("intake.RequestReceived"));
    assertEquals(new Words("鲁谷街道 · 已联系上诉求人", "Lugu Subdistrict · contacted the claimant"),
        Story.of(new DispatchEvent.ClaimantContacted("110107011", DispatchEvent.ContactMethod.PHONE, DispatchEvent.ContactOutcome.REACHED, false, null)));
  }

  @Test void a_look_at_confidential_words_is_written_down_in_words_that_are_spoken_and_not_as_a_look_at_a_name() {
    SupervisionEvent.SensitiveDataViewed look = (SupervisionEvent.SensitiveDataViewed) ((cn.jsjb.event.Decision.Accepted) Viewing.decide(cn.jsjb.supervision.Story.fold(cn.jsjb.supervision.Story.received()), "核查")).event();
    assertEquals(new Words("标题、内容、地址、补充问题的回答、补充、附件、办理记录、涉及的人 · 核查",
        "title, content, address, answers, supplements, attachment, records of the handling, others concerned · 核查"), Story.of(look));
    assertEquals(List.of("title", "content", "attachment"), Viewing.spoken(List.of("title", "content", "name", "note", "words")));
  }

  /** Of all enums in this record and the records in it. */
  private static Stream<Enum<?>> constants(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(RecordComponent::getGenericType).flatMap(StoryTest::classes).flatMap(type -> type.isRecord() ? constants(type)
        : type.isEnum() ? Arrays.stream(type.getEnumConstants()).map(constant -> (Enum<?>) constant) : Stream.empty());
  }

  private static Stream<Class<?>> classes(Type type) {
    return switch (type) {
      case Class<?> one -> Stream.of(one);
      case ParameterizedType several -> Arrays.stream(several.getActualTypeArguments()).flatMap(StoryTest::classes);
      default -> Stream.empty();
    };
  }

  private static LoggedEvent golden(String type) {
    try (InputStream in = Objects.requireNonNull(StoryTest.class.getResourceAsStream("/golden/%s.v1.json".formatted(type)))) {
      return EventTypes.read(type, 1, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
