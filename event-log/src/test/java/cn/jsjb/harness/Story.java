package cn.jsjb.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.Reason;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.BiFunction;

/**
 * Given facts, when a command, then an event or a refusal; milliseconds, nothing but the pure code. Time starts on Wednesday
 * 2026-05-06 at 11:22 in Beijing and stands still until the story says otherwise.
 */
public final class Story<S> {
  private final BiFunction<S, Fact, S> evolve;
  private S state;
  private long sequence;
  private Instant now = at("2026-05-06T11:22+08:00");

  private Story(BiFunction<S, Fact, S> evolve) { this.evolve = evolve; }

  public static <S> Story<S> of(BiFunction<S, Fact, S> evolve) { return new Story<>(evolve); }

  public static Instant at(String time) { return OffsetDateTime.parse(time).toInstant(); }

  public Story<S> given(LoggedEvent... events) {
    for (LoggedEvent event : events) {
      sequence++;
      state = evolve.apply(state, new Fact("c-1", "e-" + sequence, EventTypes.nameOf(event), sequence, now, "test", "", "hash-" + sequence, 0, sequence, event));
    }
    return this;
  }

  /** From now on it is this time, ISO with offset. */
  public Story<S> on(String time) {
    now = at(time);
    return this;
  }

  public S state() { return state; }

  public Instant now() { return now; }

  public Then<S> when(BiFunction<S, Instant, Decision> decide) { return new Then<>(this, decide.apply(state, now)); }

  /** What was decided. */
  public record Then<S>(Story<S> story, Decision decision) {
    public Story<S> then(LoggedEvent expected) {
      assertEquals(Decision.accept(expected), decision);
      return story.given(expected);
    }

    /** Accepted, whatever it says; goes on with it. */
    @SuppressWarnings("unchecked")
    public <E extends LoggedEvent> E accepted(Class<E> type) {
      Decision.Accepted accepted = assertInstanceOf(Decision.Accepted.class, decision, () -> "refused: " + decision);
      E event = assertInstanceOf(type, accepted.said());
      story.given(event);
      return event;
    }

    public Story<S> refused(Reason reason) {
      assertEquals(reason, assertInstanceOf(Decision.Refused.class, decision, () -> "accepted: " + decision).refusal().reason());
      return story;
    }
  }
}
