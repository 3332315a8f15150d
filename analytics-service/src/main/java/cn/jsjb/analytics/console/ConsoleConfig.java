package cn.jsjb.analytics.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the pages find the services and how people sign in; {@code deploy/up} sets what it needs. */
@ConfigMapping(prefix = "jsjb.console")
public interface ConsoleConfig {
  /** The four services as a browser reaches them. {@code :8081} is that port of the host the page came from; empty is the page's own address. */
  Services services();

  interface Services {
    @WithDefault(":8081") String intake();

    @WithDefault(":8082") String dispatch();

    @WithDefault(":8083") String supervision();

    /** Empty unless said otherwise: the page's own. */
    Optional<String> analytics();

    default List<String> all() { return List.of(intake(), dispatch(), supervision(), analytics().orElse("")); }
  }

  /** Pages of other addresses that may call the services from a browser; what the services' {@code quarkus.http.cors.origins} reads. */
  Optional<List<String>> origins();

  /** An issuer of the city, by OpenID Connect: code flow with PKCE, in the browser. */
  Optional<Oidc> oidc();

  interface Oidc {
    String authority();

    String clientId();

    /** {@code openid profile} unless said otherwise; no default here: with one the whole group would have to be there. */
    Optional<String> scope();
  }

  /** Private key of the local issuer. Only an installation of its own has one: with it anybody may take any role. */
  Optional<Path> localKeyFile();
}
