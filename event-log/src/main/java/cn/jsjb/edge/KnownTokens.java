package cn.jsjb.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import jakarta.inject.Inject;

/**
 * A channel sends the same token thousands of times a second; its signature is verified once a minute, and its expiry is looked at
 * every time. A key that the issuer withdraws is therefore honoured for up to a minute longer.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class KnownTokens extends JWTCallerPrincipalFactory {
  private record Known(JWTAuthContextInfo rules, JWTCallerPrincipal principal) {}

  @Inject Clock clock;

  private final JWTCallerPrincipalFactory verifying = new DefaultJWTCallerPrincipalFactory();
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  @Override public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
    Known before = known.getIfPresent(token);
    if (before != null && before.rules == rules && before.principal.getExpirationTime() > clock.instant().getEpochSecond()) {
      return before.principal;
    }
    JWTCallerPrincipal principal = verifying.parse(token, rules);
    known.put(token, new Known(rules, principal));
    return principal;
  }
}
