package cn.jsjb.tools.benching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Requests as a channel posts them, each with a message id of its own: about 600 bytes, with claimant and place. */
final class Calls implements Supplier<byte[]> {
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong number = new AtomicLong();
  private final List<Unit> units;
  private final byte[][] rests;

  Calls(List<Unit> units) {
    this.units = units;
    String at = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS).toString();
    this.rests = units.stream().map(unit -> """
        ","requestType":"COMPLAINT","title":"小区门口游商占道经营","content":"每天早晚有七八个摊贩在小区门口占道经营，三轮车堵住消防通道，老人孩子出门只能绕到机动车道上走，请尽快派人处理。",\
        "claimant":{"name":"王某","phone":"13800000000","anonymous":false,"confidential":false},\
        "place":{"address":"%s和平里三区","districtCode":"%s","localityCode":"%s"},"calledAt":"%s"}""".formatted(unit.name(), unit.districtCode(), unit.code(), at)
        .getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** From everywhere in the city. */
  static Calls ofTheCity() { return new Calls(Catalogue.get().units().localities()); }

  @Override public byte[] get() { return body(number.getAndIncrement()); }

  byte[] body(long n) {
    byte[] start = ("{\"channel\":\"WECHAT\",\"channelMessageId\":\"" + messageId(n)).getBytes(StandardCharsets.UTF_8);
    byte[] rest = rests[(int) (n % rests.length)];
    byte[] body = new byte[start.length + rest.length];
    System.arraycopy(start, 0, body, 0, start.length);
    System.arraycopy(rest, 0, body, start.length, rest.length);
    return body;
  }

  String messageId(long n) { return "bench-" + run + "-" + n; }

  Unit unit(long n) { return units.get((int) (n % units.size())); }
}
