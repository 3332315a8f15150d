package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.intake.receiving.NewComplaint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Who calls, about what, from where, and how the channel writes it down. */
final class Callers {
  /** @param spot where it really is, whatever was written down */
  record Call(NewComplaint request, City.Spot spot, Texts.Telling telling) {}

  /** Nobody in a play is a person, and no two cities share a message. */
  private static final String MESSAGE = "sim-%d-%d";
  static final String TELEPHONE = "PHONE";
  /** Shares without a figure in the data; assumptions. */
  private static final double OPERATOR_PICKS_STREET = 0.82, CHANNEL_KNOWS_STREET = 0.5, ADDRESS_ONLY_UP_TO = 0.92, DISTRICT_ONLY_UP_TO = 0.98, TYPE_IS_ASKED_ONLINE = 0.5,
      NAMELESS_LEAVES_NUMBER = 0.5;

  private final Texts texts;
  private final People people;
  private final City city;
  private final long seed;

  Callers(Texts texts, People people, City city, long seed) {
    this.texts = texts;
    this.people = people;
    this.city = city;
    this.seed = seed;
  }

  static boolean isTelephone(String channel) { return channel.equals(TELEPHONE); }

  /** @param calledAt null where the channel does not say */
  Call call(long number, String channel, LocalDate day, Instant calledAt, Chance chance) { return call(number, channel, day, calledAt, chance, chance); }

  /** @param matter draws what it is about and where: neighbours who share it tell the same story */
  Call call(long number, String channel, LocalDate day, Instant calledAt, Chance chance, Chance matter) {
    boolean phone = isTelephone(channel);
    Texts.Kind kind = texts.kind(day.getMonthValue(), matter);
    City.Spot spot = city.spot(kind.place(), matter);
    Texts.Telling telling = texts.new Telling(kind, spot, day, matter);
    String title = telling.title();
    String content = telling.content(phone);
    // On the telephone the operator asks what is wanted; elsewhere the words have to say it.
    RequestType type = phone || chance.happens(TYPE_IS_ASKED_ONLINE) ? telling.type() : null;
    NewComplaint.Person claimant = claimant(number, chance);
    NewComplaint.Where where = where(telling, spot, phone, matter);
    return new Call(new NewComplaint(channel, MESSAGE.formatted(seed, number), type, title, content, claimant, where, calledAt, null, telling.party(), List.of()), spot, telling);
  }

  private NewComplaint.Person claimant(long number, Chance chance) {
    People.Person person = people.caller(number, chance);
    boolean secret = chance.happens(people.confidential);
    if (!secret && chance.happens(people.anonymous)) {
      return chance.happens(NAMELESS_LEAVES_NUMBER) ? new NewComplaint.Person(null, person.phone(), true, false) : null;
    }
    return new NewComplaint.Person(person.name(), person.phone(), false, secret);
  }

  private static NewComplaint.Where where(Texts.Telling telling, City.Spot spot, boolean phone, Chance chance) {
    if (telling.kind().address() != null) {
      return new NewComplaint.Where(telling.kind().address(), null, null, null, null, null);
    }
    String address = telling.address();
    double how = chance.unit();
    if (how < (phone ? OPERATOR_PICKS_STREET : CHANNEL_KNOWS_STREET)) {
      return new NewComplaint.Where(address, spot.districtCode(), spot.localityCode(), null, null, null);
    }
    if (how < ADDRESS_ONLY_UP_TO) {
      return new NewComplaint.Where(address, null, null, null, null, null);
    }
    return how < DISTRICT_ONLY_UP_TO ? new NewComplaint.Where(telling.fill("{estate}"), spot.districtCode(), null, null, null, null) : null;
  }
}
