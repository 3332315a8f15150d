package cn.jsjb.intake.erasing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without the keys nobody can be called back: a standstill has to be seen. */
@Readiness
@ApplicationScoped
public class KeysHealth implements HealthCheck {
  @Inject KeyFollowing following;

  @Override public HealthCheckResponse call() {
    String trouble = following.trouble();
    return trouble == null ? HealthCheckResponse.up("following complaint-keys")
        : HealthCheckResponse.named("following complaint-keys").down().withData("trouble", trouble).build();
  }
}
