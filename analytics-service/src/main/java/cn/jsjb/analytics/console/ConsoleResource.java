package cn.jsjb.analytics.console;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Categories;
import cn.jsjb.catalogue.Problems;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.Stage;
import cn.jsjb.catalogue.Assessment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What the pages need before anybody has signed in: addresses, the way to sign in, and the names of everything that has a code. All of it is public. */
@Path("/api/public/console")
@PermitAll
public class ConsoleResource {
  private static final String FOR_AN_HOUR = "public, max-age=3600";
  private static final int FIRST_DAYS = 10;

  @Inject ConsoleConfig config;
  @Inject Opening opening;
  @Inject Catalogue catalogue;
  @Inject Assessment assessment;
  @Inject Clock clock;

  public record Addresses(String intake, String dispatch, String supervision, String analytics) {}

  /** @param local true where the sign-in page offers the roles; then {@code roles} names them */
  public record SignInWays(boolean local, List<String> roles, Oidc oidc) {}

  public record Oidc(String authority, String clientId, String scope) {}

  /** @param period the running one @param shown the one to begin with: in the first {@value #FIRST_DAYS} days of a period, when few are called back, the one before */
  public record Console(Addresses services, SignInWays signIn, String period, String shown) {}

  public record Named(String code, String name, String en) {}

  public record NamedProblem(String code, String name, String en, String theme, String leadUnit) {}

  public record Year(int year, List<Named> themes, List<NamedProblem> problems) {}

  public record Names(List<Unit> units, List<Year> years, List<Named> categories, List<Named> channels, List<Named> stages) {}

  @GET
  public Response console() {
    ConsoleConfig.Services at = config.services();
    Oidc oidc = config.oidc().map(o -> new Oidc(o.authority(), o.clientId(), o.scope().orElse("openid profile"))).orElse(null);
    boolean local = opening.localIssuer().isPresent();
    return Response.ok(new Console(new Addresses(at.intake(), at.dispatch(), at.supervision(), at.analytics().orElse("")),
        new SignInWays(local, local ? LocalIssuer.ROLES : List.of(), oidc), assessment.periodOf(clock.instant()).key(),
        assessment.periodOf(clock.instant().minus(Duration.ofDays(FIRST_DAYS))).key())).header("Cache-Control", "no-cache").build();
  }

  /** Units, problems, categories, channels and states by their codes, in both languages. */
  @GET
  @Path("names")
  @RunOnVirtualThread
  public Response names() {
    List<Year> years = catalogue.problems().years().stream().map(ConsoleResource::year).toList();
    List<Named> categories = java.util.stream.Stream.concat(catalogue.categories().headings().stream().map(ConsoleResource::named),
        catalogue.categories().all().stream().map(c -> new Named(c.code(), c.name(), c.en()))).toList();
    List<Named> channels = catalogue.channels().all().stream().map(c -> new Named(c.code(), c.name(), c.en())).toList();
    List<Named> stages = Arrays.stream(Stage.values()).map(s -> new Named(s.name(), s.chinese(), s.english())).toList();
    return Response.ok(new Names(List.copyOf(catalogue.units().all()), years, categories, channels, stages)).header("Cache-Control", FOR_AN_HOUR).build();
  }

  /** GeoJSON of the sixteen districts; the datum is the source's (see the licence beside the data). */
  @GET
  @Path("outlines")
  @RunOnVirtualThread
  public Response outlines() throws IOException {
    try (InputStream in = Catalogue.class.getResourceAsStream("/catalogue/beijing/districts.geojson")) {
      return Response.ok(in.readAllBytes(), "application/json").header("Cache-Control", FOR_AN_HOUR).build();
    }
  }

  private static Year year(Problems.Year year) {
    return new Year(year.year(), year.themes().stream().map(t -> new Named(t.id(), t.name(), t.en())).toList(),
        year.problems().stream().map(p -> new NamedProblem(p.id(), p.name(), p.en(), p.theme(), p.leadUnit())).toList());
  }

  private static Named named(Categories.Heading heading) { return new Named(heading.code(), heading.name(), heading.en()); }
}
