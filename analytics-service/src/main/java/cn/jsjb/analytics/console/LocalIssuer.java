package cn.jsjb.analytics.console;

import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Unit.Kind;
import cn.jsjb.catalogue.Units;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The issuer of an installation without one: gives a token for any role to whoever asks. It exists only where {@code deploy/up} hands over the
 * key it made <em>and</em> the services trust no other issuer.
 */
final class LocalIssuer {
  /** Issuer of the tokens of {@code deploy/token}. */
  static final String NAME = "jsjb";
  static final Duration VALID = Duration.ofHours(12);
  static final List<String> ROLES = List.of(Caller.LEADER, Caller.ANALYST, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.DISTRICT, Caller.UNIT,
      Caller.OPERATOR, Caller.DISPATCHER, Caller.CALLBACK, Caller.ADMIN);
  /** Roles that see one unit and what lies inside it. */
  private static final Set<String> BOUND = Set.of(Caller.UNIT, Caller.DISTRICT);

  private final PrivateKey key;

  private LocalIssuer(PrivateKey key) { this.key = key; }

  /** Empty where there is no key, or where another issuer is trusted. */
  static Optional<LocalIssuer> of(Optional<Path> keyFile, String trusted, boolean otherIssuer) {
    return otherIssuer || !trusted.equals(NAME) ? Optional.empty() : keyFile.map(LocalIssuer::read).map(LocalIssuer::new);
  }

  /** @param unit null where the role has none */
  String token(String role, String unit, String user, Units units, Instant now) {
    if (!ROLES.contains(role)) {
      throw Refused.field("role", Reason.FIELD_INVALID, "role", String.join(", ", ROLES));
    }
    if (BOUND.contains(role)) {
      Unit found = units.find(Input.required("unit", unit)).orElseThrow(() -> Refused.field("unit", Reason.FIELD_INVALID, "unit", "110107011"));
      if (role.equals(Caller.DISTRICT) != (found.kind() == Kind.DISTRICT)) {
        throw Refused.field("unit", Reason.FIELD_INVALID, "unit", role.equals(Caller.DISTRICT) ? "110107" : "110107011");
      }
    }
    JwtClaimsBuilder claims = Jwt.issuer(NAME).upn(user).subject(user).groups(Set.of(role)).issuedAt(now).expiresAt(now.plus(VALID));
    return (BOUND.contains(role) ? claims.claim("unit", unit) : claims).sign(key);
  }

  private static PrivateKey read(Path file) {
    try {
      String text = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalStateException("the key of the local issuer cannot be read: " + file, unreadable);
    }
  }
}
