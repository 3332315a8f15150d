package cn.jsjb.tools.browsing;

import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.running.StartedCity;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The console as people use it: one city with a month of demo data and one Chromium for all browser tests of this JVM, both started by the first test that
 * asks; the city is stopped some seconds after the last of them. A test class extends this and opens {@link Visit}s; where there is no Chromium its tests are reported as not run, with the reason.
 */
@Tag("backing")
@ExtendWith(InBrowser.NeedsChromium.class)
abstract class InBrowser {
  static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
  /** Classes of these tests follow one another; after the last the city does not stand beside those of other tests. */
  private static final long UNTIL_DOWN_SECONDS = 10;
  private static final ScheduledExecutorService CARETAKER = Executors.newSingleThreadScheduledExecutor(work -> Thread.ofPlatform().daemon().unstarted(work));
  private static StartedCity city;
  private static Path folder;
  private static ScheduledFuture<?> goingDown;
  private static Browser browser;

  static synchronized StartedCity city() {
    if (city == null) {
      try {
        folder = Files.createTempDirectory("jsjb-browser");
        city = StartedCity.in(folder, "--demo");
        Runtime.getRuntime().addShutdownHook(new Thread(InBrowser::down));
        // Ready is before the month is read; whoever asks for something then waits behind it.
        Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1)).until(() -> Arrays.stream(ServiceName.values()).allMatch(InBrowser::hasReadAll));
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
    }
    return city;
  }

  static synchronized Browser browser() {
    if (browser == null) {
      // No browser of Playwright's own is downloaded.
      Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium().orElseThrow()).setArgs(List.of("--no-sandbox", "--disable-gpu", "--lang=zh-CN")));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }
    return browser;
  }

  static Optional<Path> chromium() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
  }

  /** A visit of somebody with this role, signed in. @param unit null where the role has none */
  static Visit as(String role, String unit) { return Visit.begin(browser(), city(), role, unit); }

  /** A visit of somebody who has not signed in. */
  static Visit stranger() { return Visit.begin(browser(), city(), null, null); }

  private static boolean hasReadAll(ServiceName service) {
    try {
      return StreamSupport.stream(city.get(service, "/q/health/ready", null, null).get("checks").spliterator(), false).map(check -> check.path("data"))
          .flatMap(data -> data.properties().stream()).filter(figure -> figure.getKey().endsWith("lag")).allMatch(figure -> figure.getValue().asLong() == 0);
    } catch (Exception | AssertionError notYet) {
      return false;
    }
  }

  private static synchronized void down() {
    if (city != null) {
      city.close();
      city = null;
      remove(folder);
    }
  }

  private static synchronized void stays() {
    if (goingDown != null) {
      goingDown.cancel(false);
    }
  }

  private static synchronized void goesDown() { goingDown = CARETAKER.schedule(InBrowser::down, UNTIL_DOWN_SECONDS, TimeUnit.SECONDS); }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException stays) {
      // A temporary folder; whoever cleans those has it next.
    }
  }

  static final class NeedsChromium implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
    @Override public void beforeAll(ExtensionContext context) { stays(); }

    @Override public void afterAll(ExtensionContext context) { goesDown(); }

    @Override public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return chromium().isPresent() ? ConditionEvaluationResult.enabled("Chromium is there")
          : ConditionEvaluationResult.disabled("NOT RUN: no Chromium on the PATH (" + String.join(", ", NAMES) + "); apt-get install -y chromium");
    }
  }
}
