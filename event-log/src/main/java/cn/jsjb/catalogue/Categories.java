package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The three-level subject tree (诉求分类). The city's own list is unpublished, so the tree is an assumption that can be replaced as data. */
public final class Categories {
  /** A first- or second-level heading (一级、二级分类). */
  public record Heading(String code, String name, String en) {}

  private final String version;
  private final Map<String, Heading> headings = new LinkedHashMap<>();
  private final Map<String, Category> leaves = new LinkedHashMap<>();

  private Categories(String version) {
    this.version = version;
  }

  static Categories read(JsonNode file) {
    var categories = new Categories(Json.text(file, "version"));
    for (var l1 : file.required("l1")) {
      categories.add(l1, 2, "");
      for (var l2 : l1.required("l2")) {
        categories.add(l2, 4, Json.text(l1, "code"));
        for (var l3 : l2.required("l3")) categories.addLeaf(l3, Json.text(l2, "code"));
      }
    }
    return categories;
  }

  private void add(JsonNode node, int length, String prefix) {
    var heading = new Heading(checked(node, length, prefix), Json.text(node, "name"), Json.text(node, "en"));
    if (headings.put(heading.code(), heading) != null) throw new IllegalStateException("two headings share the code " + heading.code());
  }

  private void addLeaf(JsonNode node, String prefix) {
    var hint = Json.textOrNull(node, "requestTypeHint");
    var leaf = new Category(checked(node, 6, prefix), Json.text(node, "name"), Json.text(node, "en"), Terms.read(node), Grade.valueOf(Json.text(node, "grade")),
        Json.textOrNull(node, "sevenFive"), hint == null ? null : RequestType.valueOf(hint));
    if (leaves.put(leaf.code(), leaf) != null) throw new IllegalStateException("two categories share the code " + leaf.code());
  }

  private static String checked(JsonNode node, int length, String prefix) {
    var code = Json.text(node, "code");
    if (code.length() != length || !code.startsWith(prefix)) throw new IllegalStateException("category code %s does not nest in %s".formatted(code, prefix));
    return code;
  }

  public String version() {
    return version;
  }

  /** All third-level categories. */
  public List<Category> all() {
    return List.copyOf(leaves.values());
  }

  /** First- and second-level headings, each before its own. */
  public List<Heading> headings() {
    return List.copyOf(headings.values());
  }

  public Optional<Category> find(String code) {
    return Optional.ofNullable(code == null ? null : leaves.get(code));
  }

  /** @throws NoSuchElementException when no third-level category has this code */
  public Category require(String code) {
    return find(code).orElseThrow(() -> new NoSuchElementException("no category has the code " + code));
  }

  /** The heading with a code of two or four digits. */
  public Optional<Heading> heading(String code) {
    return Optional.ofNullable(code == null ? null : headings.get(code));
  }

  /** The names from the first level down, such as 市容环境 / 垃圾 / 垃圾清运不及时. */
  public List<String> path(String code) {
    var category = require(code);
    var path = new ArrayList<String>();
    path.add(headings.get(category.l1()).name());
    path.add(headings.get(category.l2()).name());
    path.add(category.name());
    return List.copyOf(path);
  }
}
