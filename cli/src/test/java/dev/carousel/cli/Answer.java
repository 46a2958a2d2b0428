package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What the program answered to a command line. */
record Answer(int code, String out, String err) {

  /** Runs the program without a terminal. */
  static Answer to(String... arguments) {
    return to(Terminal.none(), Interrupts.none(), arguments);
  }

  /** Runs the program. */
  static Answer to(Terminal terminal, Interrupts interrupts, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), terminal, interrupts);
    int code = Main.run(console, arguments);
    console.out().flush();
    console.err().flush();
    return new Answer(code, out.toString(), err.toString());
  }

  /** Fails unless the program did what was asked. */
  Answer succeeded() {
    assertEquals(0, code, err);
    return this;
  }

  /** Fails unless the program ended with this code and told all of this, without a stack trace. */
  void failed(int expected, String... told) {
    assertEquals(expected, code, err);
    assertTrue(err.startsWith("carousel: "), err);
    assertTrue(!err.contains("\tat "), err);
    for (String part : told) {
      assertTrue(err.contains(part), () -> "'" + part + "' is not in:\n" + err);
    }
  }

  /** Standard output as one document of JSON. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError(out, e);
    }
  }
}
