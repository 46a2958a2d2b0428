package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Errors that no command catches are told in a line or two, with what fits the command. */
class FaultsOfErrorsTest {
  private static String told(Error error, String... line) {
    StringWriter err = new StringWriter();
    PrintWriter writer = new PrintWriter(err);
    Console console = Console.of(writer, writer);
    Faults faults = new Faults(console);
    CommandLine program = Main.program(console, faults);
    assertEquals(1, faults.ofError(error, line.length == 0 ? null : program.parseArgs(line)));
    return err.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "train --out r,                      '--batch, --bptt or --units, or a part of the data, or a'",
    "train --out r --resume,             'try:      --recompute 8, or a larger heap'",
    "train --out r --resume-at 3,        'try:      --recompute 8, or a larger heap'",
    "diagnose --text t,                  '--batch, --bptt, --units or --lag, or a part of the"
        + " data'",
    "diagnose r,                         'try:      a smaller --lag, or a part of the data, or a'",
    "evaluate r,                         'try:      a part of the data, or a larger heap'",
    "sample r,                           'try:      a larger heap'",
    "replay r/n.safetensors,             'try:      a larger heap'",
    "plugins,                            'try:      a larger heap'",
    "compare a.json b.json,              'try:      reports of fewer networks, or a larger heap'",
    "bench,                              '--batch, --steps, --input or --units, or a larger heap'"
  })
  void adviceOnMemoryFitsTheCommand(String line, String advice) {
    String told = told(new OutOfMemoryError("Java heap space"), line.split(" "));
    assertTrue(told.startsWith("carousel: Not enough memory.\n"), told);
    assertTrue(told.contains(advice), told);
    assertTrue(told.contains("CAROUSEL_OPTS=-Xmx"), told);
  }

  @Test
  void memoryThatRunsOutBeforeTheCommandLineIsReadIsToldToo() {
    assertTrue(
        told(new OutOfMemoryError()).contains("try:      a larger heap: CAROUSEL_OPTS=-Xmx"));
  }

  @Test
  void otherErrorsAreOneLineAndHowToSeeMore() {
    String stack = told(new StackOverflowError(), "plugins");
    assertTrue(stack.startsWith("carousel: Internal error: java.lang.StackOverflowError\n"), stack);
    assertTrue(stack.contains("try:      use a larger stack: CAROUSEL_OPTS=-Xss16m"), stack);
    String missing = told(new NoClassDefFoundError("dev/carousel/Gone"), "plugins");
    assertTrue(missing.contains("NoClassDefFoundError: dev/carousel/Gone\n"), missing);
    assertTrue(missing.contains("try:      install or build Carousel again"), missing);
    for (String told : new String[] {stack, missing, told(new AssertionError("x"), "plugins")}) {
      assertTrue(told.contains("run it again with --log debug"), told);
      assertFalse(told.contains("\tat "), told);
      assertEquals(2, told.lines().count(), told);
    }
  }

  @Test
  void anErrorWithinACommandEndsItWithOne() {
    Writer broken =
        new Writer() {
          @Override
          public void write(char[] chars, int offset, int length) {
            throw new StackOverflowError();
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();
    Console console = Console.of(new PrintWriter(broken), new PrintWriter(err));
    assertEquals(1, Main.run(console, "plugins"));
    assertTrue(err.toString().startsWith("carousel: Internal error"), err::toString);
    assertEquals(2, err.toString().lines().count(), err::toString);
  }

  @Test
  void whereAnErrorCameUpIsShownIfAsked() {
    String told = told(new AssertionError("x"), "plugins", "--stacktrace");
    assertTrue(told.contains("\tat dev.carousel"), told);
  }
}
