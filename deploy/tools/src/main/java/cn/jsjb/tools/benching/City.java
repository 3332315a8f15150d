package cn.jsjb.tools.benching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.SealedBox;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Complaints as a city produces them, fast and by a seed: valid chains in the order of their time, many open at once. Nine events of ten
 * belong to the usual life (received, registered, dispatched, signed, contacted, replied, reported, called back, closed); some tickets
 * whistle, some are supplemented. For measuring only: {@code deploy/simulate} plays through the services' deciders.
 */
final class City {
  private static final String[] MATTERS = {
      "小区门口每天早晚有流动商贩占道经营，三轮车堵住消防通道，油烟和垃圾没有人管，已经反映过多次，今天又来了七八个摊位，老人孩子出门都要绕到机动车道上走。",
      "我家从昨天晚上开始没有暖气，室温只有十四度，打供暖公司电话一直占线，物业说不归他们管。家里有八十岁的老人和刚满月的孩子，请尽快派人上门查看。",
      "地下车库漏水三个多月了，积水最深的地方没过脚面，车位没法停，物业只放了两个水桶。业主要求说明维修时间和费用从哪里出，希望有关部门督促解决。",
      "我在工地干了四个月的活，包工头一直拖欠工资不给，一共二十六个人，说是总包没有结账。马上要回家过年了，孩子上学等着用钱，请求帮助讨要。",
      "楼下新开的饭馆排烟管道直接对着居民楼，每天中午和晚上满屋子油烟味，窗户都不敢开，噪音也很大。跟老板说过几次都没有改，请执法部门来检查。",
      "路口的信号灯坏了两天，早高峰堵得一动不动，没有交警也没有维修人员。今天早上差点撞到骑车的学生，请尽快修好，不要等出了事故再管。",
      "老旧小区加装电梯的事情谈了两年，一层住户不同意就一直停着。六层住着两位坐轮椅的老人，下楼全靠邻居背。想问问政策到底怎么规定，由谁来牵头协商。",
      "房子交付快五年了，开发商一直不给办房产证，每次去问都说在走流程。孩子明年要上小学，没有房产证没法登记，整个小区三百多户都是这个情况。"};
  private static final String[] REPLIES = {
      "工作人员已到现场核实，当场要求整改并安排专人盯守，今后每日早晚各巡查一次；已电话向诉求人说明处理情况，诉求人表示认可。",
      "经核查情况属实。街道已联系产权单位制定维修方案，本周内完成施工，施工期间安排临时措施；已将时间安排和联系人告知诉求人。",
      "已组织物业、居委会和业主代表现场协商，三方就费用分摊达成一致并签字，维修队已经进场；处理结果已当面反馈诉求人。"};
  private static final String[] CHANNELS = {"PHONE", "WECHAT", "APP", "WEB"};

  private final List<Unit> localities;
  private final List<Category> categories;
  private final List<Problem> problems;
  private final List<Unit> departments;
  private final Map<String, String> versions;
  private final SplittableRandom random;
  private final PriorityQueue<Ticket> open = new PriorityQueue<>(Comparator.comparing((Ticket t) -> t.next().at));
  private final Duration between;
  private Instant nextCall;
  private long calls;

  /**
   * @param concurrent about how many tickets are open at a time once the city has warmed up
   * @param from the first call
   */
  City(Catalogue catalogue, long seed, int concurrent, Instant from) {
    localities = catalogue.units().localities();
    categories = catalogue.categories().all();
    problems = catalogue.problems().all();
    departments = catalogue.units().ofKind(Unit.Kind.CITY_DEPARTMENT);
    versions = Map.of("dispatch", catalogue.dispatch().version(), "units", catalogue.units().version());
    random = new SplittableRandom(seed);
    between = Duration.ofHours(60).dividedBy(concurrent);
    nextCall = from;
  }

  private record Step(Instant at, String actor, boolean byClient, ComplaintEvent event) {}

  private static final class Ticket {
    final String id;
    final List<Step> steps = new ArrayList<>(14);
    int done;
    String head;
    String last = "";

    Ticket(String id) {
      this.id = id;
      this.head = Chain.genesis(id);
    }

    Step next() { return steps.get(done); }
  }

  /** The next record of the log. */
  Envelope next() {
    if (open.isEmpty() || !open.peek().next().at.isBefore(nextCall)) {
      Ticket called = call(nextCall, 1.0);
      nextCall = nextCall.plus(between);
      open.add(called);
    }
    Ticket ticket = open.poll();
    Envelope written = write(ticket);
    if (ticket.done < ticket.steps.size()) {
      open.add(ticket);
    }
    return written;
  }

  /** A ticket that has just been dispatched: its first three records. */
  List<Envelope> dispatched(Instant at) {
    Ticket ticket = call(at, 0.0);
    return List.of(write(ticket), write(ticket), write(ticket));
  }

  private Envelope write(Ticket ticket) {
    Step step = ticket.next();
    String id = uuid();
    Envelope envelope = EventLog.envelope(ticket.id, id, step.event, step.at, ticket.done + 1, step.actor, step.byClient ? "command:" + id : ticket.last, ticket.head);
    ticket.head = envelope.hash();
    ticket.last = id;
    ticket.done++;
    return envelope;
  }

  /** @param pace 0: received, registered and dispatched within the same millisecond */
  private Ticket call(Instant at, double pace) {
    String channel = pick(CHANNELS);
    String message = "bench-" + ++calls;
    Ticket ticket = new Ticket(Ids.complaint(channel, message));
    Unit unit = localities.get(random.nextInt(localities.size()));
    Category category = categories.get(random.nextInt(categories.size()));
    Problem problem = random.nextInt(5) < 2 ? problems.get(random.nextInt(problems.size())) : null;
    String words = pick(MATTERS);
    String no = Ids.ticketNo(ticket.id, LocalDate.ofEpochDay(at.getEpochSecond() / 86_400));
    Place place = new Place(unit.name() + "和平里" + (1 + random.nextInt(40)) + "号楼", unit.districtCode(), unit.code(), null, 116.2 + random.nextInt(1000) / 5000.0, 39.8 + random.nextInt(1000) / 5000.0);
    SealedBox box = new SealedBox("A256GCM", "1", base64(12), base64(96));
    String console = "unit:%s/user:li.%d".formatted(unit.code(), random.nextInt(20));
    String supervision = "policy:WhenBothAreToldThenCallBack";
    Instant t = at;
    add(ticket, t, "channel:" + channel, false, new IntakeEvent.RequestReceived(no, channel, message, RequestType.COMPLAINT, words.substring(0, 14), words, place, at, null, null, List.of(),
        new IntakeEvent.Claimant(false, false, box, hex(64), hex(64))));
    t = after(t, pace, 1, 2);
    add(ticket, t, "policy:WhenRequestIsReceivedThenRegister", false, new IntakeEvent.TicketRegistered(RequestType.COMPLAINT,
        new IntakeEvent.Classification(category.code(), problem == null ? null : problem.id(), category.grade(), 0.5 + random.nextInt(50) / 100.0, List.of(words.substring(0, 4), words.substring(5, 8)), "2026.1"),
        new IntakeEvent.Location(place, 1.0, List.of(unit.name()), "2026.1")));
    t = after(t, pace, 1, 2);
    Instant dispatched = t;
    add(ticket, t, "policy:WhenTicketIsPendingThenDispatch", false, new DispatchEvent.TicketDispatched(1, 1, unit.code(), DispatchEvent.Mode.DIRECT, List.of(unit.districtCode()), "D-001", versions,
        category.grade(), t.plus(Duration.ofHours(2)), t.plus(Duration.ofHours(24)), t.plus(Duration.ofDays(7)), null));
    t = after(t, 1, 300, 3_600);
    add(ticket, t, console, true, new DispatchEvent.AssignmentSigned(unit.code(), "李强"));
    t = after(t, 1, 1_800, 30_000);
    add(ticket, t, console, true, new DispatchEvent.ClaimantContacted(unit.code(), DispatchEvent.ContactMethod.PHONE, DispatchEvent.ContactOutcome.REACHED, random.nextInt(3) == 0, "诉求人补充了现场照片"));
    if (random.nextInt(10) == 0) {
      t = after(t, 1, 600, 20_000);
      add(ticket, t, "channel:" + channel, true, new IntakeEvent.TicketSupplemented("今天上午又出现了同样的情况，比昨天更严重，请一并处理。", List.of()));
    }
    if (random.nextInt(12) == 0) {
      String department = departments.get(random.nextInt(departments.size())).code();
      add(ticket, t = after(t, 1, 600, 7_200), console, true, new DispatchEvent.WhistleBlown(1, WhistleGround.LAW_ENFORCEMENT, "需要现场执法认定", List.of(department), place.address(),
          t.plus(Duration.ofMinutes(30)), t.plus(Duration.ofHours(24)), unit.code(), "王主任", "2021.1"));
      add(ticket, t = after(t, 1, 300, 1_800), "unit:" + department + "/user:zhao", true, new DispatchEvent.WhistleAcknowledged(1, department));
      add(ticket, t = after(t, 1, 3_600, 20_000), console, true, new DispatchEvent.DepartmentReported(1, department, t, List.of("赵敏"), "李强"));
      add(ticket, t = after(t, 1, 3_600, 20_000), console, true, new DispatchEvent.WhistleClosed(1, true, "现场认定完毕，当场处理", Map.of(department, 90)));
    }
    t = after(t, 1, 36_000, 260_000);
    add(ticket, t, console, true, new DispatchEvent.ResultRepliedToClaimant(unit.code(), pick(REPLIES), "PHONE"));
    t = after(t, 1, 60, 3_600);
    add(ticket, t, console, true, new DispatchEvent.ResultReportedToHotline(unit.code(), DispatchEvent.Outcome.RESOLVED, pick(REPLIES), List.of("照片一", "照片二")));
    t = after(t, 1, 60, 120);
    add(ticket, t, supervision, false, new SupervisionEvent.CallbackScheduled(1, SupervisionEvent.CallbackReason.BOTH_TOLD, dispatched.plus(Duration.ofDays(10))));
    t = after(t, 1, 3_600, 90_000);
    boolean resolved = random.nextInt(10) < 9;
    add(ticket, t, "user:callback.%d".formatted(random.nextInt(50)), true, new SupervisionEvent.CallbackCompleted(1, true, resolved, false,
        resolved ? SupervisionEvent.Satisfaction.SATISFIED : SupervisionEvent.Satisfaction.DISSATISFIED, SupervisionEvent.CallbackChannel.PHONE, List.of(), null));
    add(ticket, after(t, 1, 1, 2), "policy:WhenCallbackSatisfiesThenClose", false, new SupervisionEvent.TicketClosed(resolved ? SupervisionEvent.CloseKind.SATISFIED : SupervisionEvent.CloseKind.UNRESOLVED_AFTER_SUPERVISION));
    return ticket;
  }

  private static void add(Ticket ticket, Instant at, String actor, boolean byClient, ComplaintEvent event) { ticket.steps.add(new Step(at, actor, byClient, event)); }

  /** @param pace 0 for no time at all */
  private Instant after(Instant at, double pace, int fromSeconds, int toSeconds) {
    return at.plusMillis((long) (pace * 1000 * random.nextInt(fromSeconds, toSeconds)));
  }

  private String pick(String[] choices) { return choices[random.nextInt(choices.length)]; }

  /** Version 4, drawn from the seed. */
  private String uuid() { return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(0xC0L << 56) | 0x80L << 56).toString(); }

  private String base64(int bytes) { return Base64.getEncoder().encodeToString(random(bytes)); }

  private String hex(int digits) { return java.util.HexFormat.of().formatHex(random(digits / 2)); }

  private byte[] random(int bytes) {
    byte[] drawn = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      drawn[i] = (byte) random.nextInt();
    }
    return drawn;
  }
}
