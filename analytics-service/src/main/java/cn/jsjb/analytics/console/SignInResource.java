package cn.jsjb.analytics.console;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

/** The local sign-in: a role is chosen, no password is asked. Not there (404) where the services trust a real issuer. */
@Path("/api/sign-in")
@PermitAll
public class SignInResource {
  private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N} ._-]{1,40}");

  @Inject Opening opening;
  @Inject Catalogue catalogue;
  @Inject Clock clock;

  public record SignIn(String role, String unit, String user) {}

  public record SignedIn(String token, String role, String unit, String user, Instant expiresAt) {}

  @POST
  @RunOnVirtualThread
  public Response signIn(SignIn asked) {
    LocalIssuer issuer = opening.localIssuer().orElseThrow(() -> new Refused(Reason.NOT_FOUND, "本地登录 / local sign-in"));
    String role = Input.required("role", asked == null ? null : asked.role());
    String user = asked.user() == null || asked.user().isBlank() ? role : asked.user().strip();
    if (!USER.matcher(user).matches()) {
      throw Refused.field("user", Reason.FIELD_INVALID, "user", "1–40 字 / 1–40 letters");
    }
    Instant now = clock.instant();
    String token = issuer.token(role, asked.unit(), user, catalogue.units(), now);
    return Response.ok(new SignedIn(token, role, asked.unit(), user, now.plus(LocalIssuer.VALID))).header("Cache-Control", "no-store").build();
  }
}
