package cn.jsjb.tools.browsing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Token;
import cn.jsjb.tools.running.StartedCity;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** One person before one window. Closing it fails the test when the page wrote an error to the browser's console. */
final class Visit implements AutoCloseable {
  private static final int WIDE = 1_360, PHONE = 390, HEIGHT = 860;
  /** Codes, keys of words and leftovers of programming that no person should read. */
  private static final String RAW = "\\b[A-Z]{2,}_[A-Z_]+\\b|\\bundefined\\b|\\bNaN\\b|\\[object|\\bnull\\b|\\bMT20\\d\\d-P\\d\\d\\b|\\b(app|tickets|problems|rankings|boards|hotspots|live|claimant|system|exports|signIn|unit|operator|callback|supervision|inspector|inspect|desk|decisions)\\.[a-z]\\w+";

  private final BrowserContext context;
  private final URI home;
  final Page page;
  private final List<String> errors = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  private Visit(BrowserContext context, URI home) {
    this.context = context;
    this.home = home;
    this.page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && expected.stream().noneMatch(message.text()::contains)) {
        errors.add(message.text() + " (" + page.url() + ")");
      }
    });
    page.onPageError(thrown -> errors.add(thrown + " (" + page.url() + ")"));
  }

  static Visit begin(Browser browser, StartedCity city, String role, String unit) {
    BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDE, HEIGHT).setLocale("zh-CN").setTimezoneId("Asia/Shanghai").setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
        .setPermissions(List.of()).setAcceptDownloads(true));
    if (role != null) {
      String token = Token.sign(city.installation, role, unit, role, Duration.ofHours(1), Clock.systemUTC());
      context.addInitScript("sessionStorage.setItem('jsjb.session', JSON.stringify({token: '%s', role: '%s', unit: %s, user: '%s', expiresAt: Date.now() + 3600000}))"
          .formatted(token, role, unit == null ? "null" : "'" + unit + "'", role));
    }
    return new Visit(context, city.addresses.of(ServiceName.ANALYTICS));
  }

  /** Goes to a route of the console ({@code /problems}) and waits until nothing loads any more. */
  Visit go(String route) {
    page.navigate(home + "/#" + route);
    settled();
    return this;
  }

  /** Until the blocks have their answers. */
  Visit settled() {
    page.locator("main h1").first().waitFor();
    page.waitForFunction("() => !document.querySelector('.skeleton') && !document.querySelector('.async[aria-busy=true]')");
    return this;
  }

  /** A refusal with this status belongs to the test: the browser writes each down as an error of loading. */
  Visit expecting(int status) {
    expected.add("the server responded with a status of " + status);
    return this;
  }

  Locator test(String name) { return page.locator("[data-test='" + name + "']"); }

  /** A ticket at the desk of a unit. */
  Visit atDesk(String id) {
    go("/unit?ticket=" + id);
    page.locator("#order-title").waitFor();
    return this;
  }

  /** Presses what can be done with the ticket at the desk, wherever it stands: in front or under "more". */
  Visit act(String action) {
    Locator button = page.locator("[data-action='" + action + "']");
    button.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    if (!button.isVisible()) {
      page.locator(".others > summary").click();
    }
    button.click();
    return this;
  }

  Visit fill(String field, String text) {
    page.locator("#" + field).fill(text);
    return this;
  }

  /** Adds a picture and waits until it is stored. */
  Visit photo(String field, String name) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(8, 8, 40, 24);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    page.locator("#" + field).setInputFiles(new FilePayload(name, "image/jpeg", bytes.toByteArray()));
    page.locator(".photos figure").first().waitFor();
    return this;
  }

  /** Chooses a unit by a part of its name. */
  Visit choose(String field, String name) {
    page.locator("#" + field).fill(name);
    page.locator(".el-select-dropdown__item:visible", new Page.LocatorOptions().setHasText(name)).first().click();
    return this;
  }

  /** The choice with these words in the form that is open. */
  Visit tick(String words) {
    page.locator(".el-dialog:visible label.chip", new Page.LocatorOptions().setHasText(words)).first().click();
    return this;
  }

  /** Sends the form and waits until it is on record under its name. */
  Visit send(String what) {
    test("send").click();
    com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(test("notice")).containsText("“" + what + "”已记录");
    return this;
  }

  Locator heading() { return page.locator("main h1").first(); }

  /** What must hold of this page in both languages and themes, on a screen and on a phone; leaves its screenshots: light, dark, English and phone. */
  void looksGood(String name) {
    for (String language : List.of("zh", "en")) {
      for (String theme : List.of("light", "dark")) {
        wear(language, theme);
        isAccessible(name + " " + language + " " + theme);
        isFreeOfCodes(name + " " + language);
        fits(name + " " + language);
        if (language.equals("zh") || theme.equals("light")) {
          shot(name + (language.equals("en") ? "-en" : "-" + theme));
        }
      }
    }
    wear("zh", "light");
    page.setViewportSize(PHONE, HEIGHT);
    page.waitForTimeout(150);
    fits(name + " at " + PHONE + " pixels");
    isAccessible(name + " at " + PHONE + " pixels");
    shot(name + "-phone");
    page.setViewportSize(WIDE, HEIGHT);
  }

  /** As somebody who chose this language and theme before. */
  void wear(String language, String theme) {
    page.evaluate("([language, theme]) => { localStorage.setItem('jsjb.language', language); localStorage.setItem('jsjb.theme', theme) }", List.of(language, theme));
    page.reload();
    settled();
    page.waitForTimeout(150);
  }

  void isAccessible(String where) {
    List<Rule> found = new AxeBuilder(page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")).analyze().getViolations();
    assertEquals(List.of(), found.stream().map(rule -> rule.getId() + ": " + rule.getNodes().stream().limit(3).map(n -> n.getTarget() + " " + n.getHtml()).toList()).toList(), "axe on " + where);
  }

  /** Nothing is wider than the window, and what scrolls inside it shows that there is more. */
  void fits(String where) {
    assertEquals(List.of(), page.evaluate("""
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
          [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.scroll'))
            .slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right))"""), "wider than the window: " + where);
    assertEquals(List.of(), page.evaluate("""
        () => [...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth - e.clientWidth - e.scrollLeft > 1 && !e.parentElement.classList.contains('more-right')).map(e => e.getAttribute('aria-label'))"""), "goes on without a sign: " + where);
  }

  /** No code, no key of a word; in English no Chinese but what people wrote in Chinese and is marked so. */
  private void isFreeOfCodes(String where) {
    assertEquals(List.of(), page.evaluate("""
        raw => {
          const found = [];
          const english = document.documentElement.lang === 'en';
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const inside = node.parentElement, text = node.textContent.trim();
            if (!text || !inside || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(inside.tagName)) continue;
            if (new RegExp(raw).test(text)) found.push('code: ' + text);
            if (english && /[\\u4e00-\\u9fff]/.test(text) && !inside.closest('[lang^=zh]:not(html)')) found.push('Chinese: ' + text);
          }
          return [...new Set(found)].slice(0, 8);
        }""", RAW), where);
  }

  /** Whether tables of this page have to be scrolled sideways. */
  boolean scrollsSideways() { return (Boolean) page.evaluate("() => [...document.querySelectorAll('main .scroll')].some(e => e.scrollWidth > e.clientWidth + 1)"); }

  void shot(String name) {
    page.evaluate("() => scrollTo(0, 0)");
    page.screenshot(new Page.ScreenshotOptions().setPath(InBrowser.SCREENSHOTS.resolve(name + ".png")).setFullPage(true).setAnimations(ScreenshotAnimations.DISABLED));
  }

  /** The browser tells of every answer of 400 and more; this one was meant. */
  void refusalWasMeant(int status) { errors.removeIf(error -> error.contains("responded with a status of " + status)); }

  void awaitText(String text) { page.getByText(text).first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE)); }

  @Override public void close() {
    context.close();
    assertEquals(List.of(), errors, "errors in the browser's console");
  }
}
