package cn.jsjb.analytics.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a browser is told with the page itself: what may run in it, whom it may ask, and how long a file may be kept. */
@ApplicationScoped
public class Opening {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:]+]");

  @Inject ConsoleConfig config;
  @ConfigProperty(name = "mp.jwt.verify.issuer") String trusted;

  private volatile Optional<LocalIssuer> issuer;

  Optional<LocalIssuer> localIssuer() {
    if (issuer == null) {
      issuer = LocalIssuer.of(config.localKeyFile(), trusted, config.oidc().isPresent());
    }
    return issuer;
  }

  /** Before the static files; the answers of the API have no use for these headers. */
  void headers(@Observes Filters filters) { filters.register(this::tell, 50); }

  private void tell(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.startsWith("/api/") && !path.startsWith("/q/")) {
      var headers = context.response().headers();
      headers.set("Content-Security-Policy", policy(context.request().authority() == null ? "" : context.request().authority().host()));
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("X-Frame-Options", "DENY");
      headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)");
      // Set last: the platform has its own idea of how long a static file keeps.
      context.addHeadersEndHandler(end -> {
        boolean named = path.startsWith("/assets/") && context.response().getStatusCode() < 400;
        headers.set("Cache-Control", named ? "public, max-age=31536000, immutable" : "no-cache");
      });
    }
    context.next();
  }

  /** Styles in attributes are what the charts and the components set; scripts come from here and nowhere else. */
  private String policy(String host) {
    Set<String> asked = new LinkedHashSet<>();
    for (String service : config.services().all()) {
      if (service.startsWith(":")) {
        if (HOST.matcher(host).matches()) {
          asked.add("http://" + host + service);
          asked.add("https://" + host + service);
        }
      } else if (!service.isEmpty()) {
        asked.add(origin(service));
      }
    }
    config.oidc().ifPresent(oidc -> asked.add(origin(oidc.authority())));
    String others = asked.isEmpty() ? "" : " " + String.join(" ", asked);
    return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'"
        + others + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  private static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
