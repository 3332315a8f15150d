package cn.jsjb.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.Test;

class MainTest {
  /** A command whose Kafka client writes down each of its thoughts, for nobody, takes three times as long. */
  @Test void libraries_of_a_command_say_errors_and_nothing_else() {
    Logger root = LogContext.getLogContext().getLogger("");
    Level level = root.getLevel();
    List<Handler> handlers = List.of(root.getHandlers());
    try {
      Main.sayErrorsOnly();
      assertTrue(root.isLoggable(Level.SEVERE));
      assertFalse(root.isLoggable(Level.WARNING));
      assertEquals(List.of("java.util.logging.ConsoleHandler"), Arrays.stream(root.getHandlers()).map(h -> h.getClass().getName()).toList());
    } finally {
      root.setLevel(level);
      Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
      handlers.forEach(root::addHandler);
    }
  }
}
