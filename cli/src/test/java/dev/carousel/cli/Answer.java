package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import dev.carousel.refusal.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the program answered to a command line.
 *
 * @param line the command line, without the program's name
 */
record Answer(String line, int code, String out, String err) {

  private static final String PROGRAM = "carousel: ";

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
    return new Answer(line(arguments), code, out.toString(), err.toString());
  }

  /** Fails unless the program did what was asked. */
  Answer succeeded() {
    assertEquals(0, code, err);
    return this;
  }

  /** Fails unless the program ended with this code and told all of this, without a stack trace. */
  void failed(int expected, String... told) {
    assertEquals(expected, code, err);
    assertTrue(err.startsWith(PROGRAM), err);
    assertTrue(!err.contains("\tat "), err);
    Refusal.Kind kind = code == Faults.USAGE ? Refusal.Kind.USAGE : Refusal.Kind.FAILURE;
    new Refusal(kind, err.substring(PROGRAM.length()), null).says(told).noted(line);
  }

  private static String line(String... arguments) {
    return Stream.of(arguments).map(Answer::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    return argument.isEmpty() || argument.contains(" ") ? "'" + argument + "'" : argument;
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
