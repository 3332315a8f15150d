package cn.jsjb.tools.browsing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SigningInTest extends InBrowser {
  private static final Pattern PROBLEMS = Pattern.compile(".*#/(live|problems)");

  @Test void a_role_is_chosen_with_the_mouse_and_left_again() {
    try (Visit visit = stranger()) {
      visit.go("/problems");
      assertThat(visit.page).hasURL(Pattern.compile(".*#/sign-in\\?to=.*"));
      visit.test("role-leader").check();
      visit.test("enter").click();
      assertThat(visit.page).hasURL(Pattern.compile(".*#/problems.*"));
      visit.settled();
      assertThat(visit.heading()).hasText("每月一题");
      visit.test("language").click();
      assertThat(visit.heading()).hasText("Monthly topics");
      visit.test("sign-out").click();
      assertThat(visit.page).hasURL(Pattern.compile(".*#/sign-in.*"));
    }
  }

  @Test void a_unit_is_found_by_typing_its_name() {
    try (Visit visit = stranger()) {
      visit.go("/sign-in");
      visit.test("role-unit").check();
      assertThat(visit.test("enter")).isDisabled();
      Locator unit = visit.page.getByRole(com.microsoft.playwright.options.AriaRole.COMBOBOX, new com.microsoft.playwright.Page.GetByRoleOptions().setName("单位"));
      unit.click();
      unit.fill("鲁谷");
      visit.page.getByRole(com.microsoft.playwright.options.AriaRole.OPTION, new com.microsoft.playwright.Page.GetByRoleOptions().setName("鲁谷街道")).click();
      visit.test("enter").click();
      visit.page.locator("nav#side").waitFor();
      assertTrue(visit.page.locator("header .who").textContent().contains("鲁谷街道"));
    }
  }

  @Test void the_whole_way_goes_by_keyboard() {
    try (Visit visit = stranger()) {
      visit.go("/sign-in");
      visit.page.locator("body").press("Tab");
      assertEquals("跳到正文", visit.page.evaluate("document.activeElement.textContent"), "the first stop skips the navigation");
      visit.page.keyboard().press("Enter");
      assertEquals("content", visit.page.evaluate("document.activeElement.id"));
      visit.page.keyboard().press("Tab");
      assertEquals("radio", visit.page.evaluate("document.activeElement.type"));
      visit.page.keyboard().press("Space");
      for (int i = 0; i < 5 && !"enter".equals(visit.page.evaluate("document.activeElement.dataset?.test ?? ''")); i++) {
        visit.page.keyboard().press("Tab");
      }
      visit.page.keyboard().press("Enter");
      assertThat(visit.page).hasURL(PROBLEMS);
      visit.settled();
      for (int i = 0; i < 25 && !"/#/rankings".equals(visit.page.evaluate("document.activeElement.getAttribute('href') ?? ''").toString().replaceFirst("^#", "/#")); i++) {
        visit.page.keyboard().press("Tab");
      }
      visit.page.keyboard().press("Enter");
      assertThat(visit.page).hasURL(Pattern.compile(".*#/rankings.*"));
    }
  }

  @Test void whoever_may_not_is_told_so() {
    try (Visit visit = as("callback", null)) {
      visit.go("/problems");
      assertThat(visit.heading()).hasText("无权查看");
      visit.go("/no-such-page");
      assertThat(visit.heading()).hasText("没有这个页面");
    }
  }

  @Test void it_looks_good() {
    try (Visit visit = stranger()) {
      visit.go("/sign-in").looksGood("sign-in");
    }
  }
}
