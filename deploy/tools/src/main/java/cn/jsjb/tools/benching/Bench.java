package cn.jsjb.tools.benching;

import cn.jsjb.tools.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures, each figure beside its reference in the same run. */
@Command(description = "Measures, each figure beside its reference in the same run, on a PostgreSQL and a Kafka of its own.", footer = {"",
    "Figures: rebuild, follow, replay (of a million events, and of one ticket), commands, intake, intake-batch, classify, console, memory (with start-up). Without names: all of them, about 25 minutes.",
    "Nothing else should run on the machine. The goals are for two cores; a missed goal is shown, and is no error."})
public final class Bench implements Callable<Integer> {
  /** Takes one or more figures. */
  interface Measurement {
    List<Figure> measure(Bench bench, Workbench workbench) throws Exception;
  }

  private static final Map<String, Measurement> MEASUREMENTS = new LinkedHashMap<>();

  static {
    MEASUREMENTS.put("rebuild", Rebuilding::measure);
    MEASUREMENTS.put("follow", Following::measure);
    MEASUREMENTS.put("replay", Replaying::measure);
    MEASUREMENTS.put("commands", Commanding::measure);
    MEASUREMENTS.put("intake", TakingIn::single);
    MEASUREMENTS.put("intake-batch", TakingIn::batch);
    MEASUREMENTS.put("classify", Classifying::measure);
    MEASUREMENTS.put("console", Running::console);
    MEASUREMENTS.put("memory", Running::memory);
  }

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which figures (default: all).")
  private List<String> names = List.of();

  @Option(names = "--json", description = "One JSON object a figure and line instead of the table.")
  private boolean json;

  @Option(names = "--events", paramLabel = "N", defaultValue = "500000", description = "Length of the history that is followed and rebuilt (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Counted rounds of each side, after a warm-up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--quick", description = "Shorter rounds, to see whether it works: the figures mean little.")
  private boolean quick;

  private Supplier<Cpu> cpu;

  Cpu cpu() { return cpu.get(); }

  int events() { return events; }

  int rounds() { return rounds; }

  boolean isQuick() { return quick; }

  /** As long as given, or a quarter of it with {@code --quick}. */
  int seconds(int usual) { return quick ? Math.max(2, usual / 4) : usual; }

  /** What is going on, on standard error: standard output is for the figures. */
  void say(String words, Object... details) { System.err.printf("  " + words + "%n", details); }

  @Override public Integer call() {
    names.stream().filter(name -> !MEASUREMENTS.containsKey(name)).findFirst().ifPresent(name -> {
      throw new Trouble("%s is not a figure; there are %s.", name, String.join(", ", MEASUREMENTS.keySet()));
    });
    if (rounds < 1 || events < 1_000) {
      throw new Trouble("--rounds takes 1 and more, --events 1000 and more.");
    }
    List<Figure> figures = new ArrayList<>();
    boolean all = true;
    try (Workbench workbench = new Workbench(this)) {
      cpu = workbench::cpu;
      for (String name : names.isEmpty() ? MEASUREMENTS.keySet() : names) {
        System.err.printf("%s…%n", name);
        try {
          for (Figure figure : MEASUREMENTS.get(name).measure(this, workbench)) {
            figures.add(figure);
            if (json) {
              System.out.println(figure.json());
              System.out.flush();
            }
          }
        } catch (Exception failed) {
          all = false;
          System.err.printf("%s could not be measured: %s%n", name, failed instanceof Trouble ? failed.getMessage() : failed);
          if (!(failed instanceof Trouble)) {
            failed.printStackTrace();
          }
        }
      }
    }
    if (!json) {
      print(figures);
    }
    return all ? 0 : 1;
  }

  private static void print(List<Figure> figures) {
    System.out.printf("%-20s %12s %12s %7s   %-23s %-23s %-24s %s%n", "figure", "ours", "reference", "ratio", "ours min … max", "reference min … max", "unit", "goal");
    for (Figure f : figures) {
      System.out.printf("%-20s %12s %12s %7s   %-23s %-23s %-24s %s%n", f.name(), number(f.ours().median()), f.reference() == null ? "–" : number(f.reference().median()),
          f.reference() == null ? "–" : "%.2f×".formatted(f.ratio()), range(f.ours()), range(f.reference()), f.unit(),
          f.goal() == null ? "–" : f.goal().words() + (f.goal().isMet() ? "  met" : "  MISSED"));
    }
    figures.stream().filter(f -> f.note() != null).forEach(f -> System.out.printf("%n%s: %s%n", f.name(), f.note()));
  }

  private static String range(Spread spread) {
    return spread == null || spread.rounds() == 1 ? "–" : number(spread.min()) + " … " + number(spread.max());
  }

  private static String number(double value) { return value >= 1000 ? "%,.0f".formatted(value) : value >= 100 ? "%.0f".formatted(value) : value >= 2 ? "%.1f".formatted(value) : "%.3f".formatted(value); }
}
