package cn.jsjb.tools;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Signs a token with the key of the local issuer. The token alone goes to standard output, so that {@code $(deploy/token …)} works. */
@Command(description = "Prints a signed token of the local issuer.", footer = {"",
    "Example: curl -H \"Authorization: Bearer $(deploy/token --role unit --unit 110107011)\" http://127.0.0.1:8082/api/units/110107011/orders"})
public final class Token implements Callable<Integer> {
  /** As interface.md lists them. */
  static final List<String> ROLES = List.of("adapter", "operator", "dispatcher", "unit", "callback", "bureau", "district", "supervisor", "inspector",
      "analyst", "leader", "admin");
  /** Roles that see one unit and what lies inside it. */
  private static final Set<String> BOUND = Set.of("unit", "district");
  private static final int LONGEST_HOURS = 24 * 366;

  @Option(names = "--role", required = true, paramLabel = "R",
      description = "One of adapter, operator, dispatcher, unit, callback, bureau, district, supervisor, inspector, analyst, leader, admin.")
  private String role;

  @Option(names = "--unit", paramLabel = "CODE", description = "The unit acted for, such as 110107011 (鲁谷街道); unit and district tokens need one.")
  private String unit;

  @Option(names = "--user", paramLabel = "NAME", description = "Who (default: the role's name).")
  private String user;

  @Option(names = "--hours", paramLabel = "N", defaultValue = "12", description = "How long it is valid (default: ${DEFAULT-VALUE}).")
  private int hours;

  @Mixin private Installation installation;
  @Spec private CommandSpec spec;

  @Override public Integer call() {
    if (!ROLES.contains(role)) {
      throw wrong("%s is not a role; there are %s.".formatted(role, String.join(", ", ROLES)));
    }
    if (unit == null && BOUND.contains(role)) {
      throw wrong("A %s token acts for one unit: name it with --unit CODE, such as --unit %s.".formatted(role, role.equals("unit") ? "110107011" : "110107"));
    }
    if (unit != null) {
      check(unit);
    }
    if (hours < 1 || hours > LONGEST_HOURS) {
      throw wrong("--hours takes 1 to %d.".formatted(LONGEST_HOURS));
    }
    System.out.println(sign(installation, role, unit, user == null ? role : user, Duration.ofHours(hours), Clock.systemUTC()));
    return 0;
  }

  /** @param unit may be null */
  public static String sign(Installation installation, String role, String unit, String user, Duration valid, Clock clock) {
    var now = clock.instant();
    JwtClaimsBuilder claims = Jwt.issuer("jsjb").upn(user).subject(user).groups(Set.of(role)).issuedAt(now).expiresAt(now.plus(valid));
    return (unit == null ? claims : claims.claim("unit", unit)).sign(installation.signingKey());
  }

  private void check(String code) {
    Unit found = Catalogue.get().units().find(code).orElseThrow(() -> wrong("No unit has the code %s.".formatted(code)));
    if (role.equals("district") && found.kind() != Unit.Kind.DISTRICT) {
      throw wrong("%s (%s) is not a district.".formatted(code, found.name()));
    }
  }

  private ParameterException wrong(String sentence) { return new ParameterException(spec.commandLine(), sentence); }
}
