package dev.carousel.experiments.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as users write them. */
class ValuesTest {
  private static List<String> grid(String text) {
    return Values.parse("cell", text).grid("cell");
  }

  @Test
  void commasPartValuesButNotOptions() {
    assertEquals(List.of("32", "64"), grid("32,64"));
    assertEquals(List.of("lstm", "gru"), grid("lstm,gru"));
    assertEquals(List.of("lstm"), grid("lstm"));
    assertEquals(
        List.of("lstm:forget-bias=1,peepholes=true", "gru", "rnn:activation=relu"),
        grid("lstm:forget-bias=1,peepholes=true,gru,rnn:activation=relu"));
    assertEquals(
        List.of("a:x=b:y=1,z=c:2", "d:e"), grid("a:x=b:y=1,z=c:2,d:e"), "colons inside options");
    assertEquals(List.of("a:x=1=2", "b"), grid("a:x=1=2,b"));
  }

  @Test
  void semicolonsPartValuesWithCommas() {
    assertEquals(List.of("64,32", "128,64"), grid("64,32;128,64"));
    assertEquals(List.of("lstm:forget-bias=1,x=2", "gru"), grid("lstm:forget-bias=1,x=2;gru"));
  }

  @Test
  void spacesAroundValuesCountAsNone() {
    assertEquals(List.of("32", "64"), grid(" 32, 64 "));
    assertEquals(List.of("lstm:a=1,b=2", "gru"), grid("lstm:a=1, b=2 , gru"));
    assertEquals(List.of("1,2", "3"), grid(" 1,2 ; 3"));
    assertEquals(new Range(1, 2, false, false, 0), Values.parse("x", " 1..2 "));
  }

  @Test
  void listsOfAPlanAreTakenAsTheyAre() {
    Values values = Values.of("target", List.of("a,b", "1..2", "x:lr=1..2"));
    assertEquals(List.of("a,b", "1..2", "x:lr=1..2"), values.grid("target"));
  }

  @Test
  void rangesHaveBoundsStepsAndKinds() {
    assertEquals(new Range(1e-4, 0.1, true, false, 0), Values.parse("lr", "1e-4..1e-1:log"));
    assertEquals(new Range(16, 256, true, true, 0), Values.parse("units", "16..256:log:integer"));
    assertEquals(new Range(0, 0.5, false, false, 0), Values.parse("dropout", "0...5"));
    assertEquals(new Range(-1, 1, false, false, 3), Values.parse("x", "-1..+1:linear:points=3"));
    assertEquals(
        "1e-5..0.1:log:points=5", Values.parse("lr", "1e-5..1e-1:points=5:log").toString());
    assertEquals("16..256:integer", Values.parse("units", "16..256:integer").toString());
  }

  /** A path has dots too, and begins with no number. */
  @Test
  void pathsAreNoRanges() {
    assertEquals(List.of("../novel.txt", "a/../b.txt"), grid("../novel.txt,a/../b.txt"));
    assertEquals(List.of("id:1..2", "id:=1..2"), grid("id:1..2;id:=1..2"), "no option, no range");
  }

  @Test
  void pluginsMayHaveRanges() {
    Values values = Values.parse("optimizer", "adam:lr=1e-4..1e-2:log:points=3,beta1=0.9,sgd");
    assertEquals(
        List.of(
            "adam:lr=0.0001,beta1=0.9", "adam:lr=0.001,beta1=0.9", "adam:lr=0.01,beta1=0.9", "sgd"),
        values.grid("optimizer"));
    assertEquals(2, values.dimensions());
    assertEquals("adam:lr=0.001,beta1=0.9", values.at(0.25, 0.5));
    assertEquals("sgd", values.at(0.5, 0.5));
    assertTrue(values.size().isEmpty());
    Values two = Values.parse("x", "a:p=1..2:integer,q=5..7:integer");
    assertEquals(
        List.of("a:p=1,q=5", "a:p=1,q=6", "a:p=1,q=7", "a:p=2,q=5", "a:p=2,q=6", "a:p=2,q=7"),
        two.grid("x"));
    assertEquals(OptionalLong.of(6), two.size());
    assertEquals(2, two.dimensions());
    assertEquals("a:p=2,q=5", two.at(0.7, 0.1));
  }

  @Test
  void gridsTakePoints() {
    assertEquals(List.of("0.0001", "0.001", "0.01", "0.1"), grid("1e-4..1e-1:log:points=4"));
    assertEquals(List.of("16", "32", "64", "128", "256"), grid("16..256:log:integer:points=5"));
    assertEquals(List.of("0", "0.25", "0.5"), grid("0..0.5:points=3"));
    assertEquals(List.of("3", "4", "5"), grid("3..5:integer"));
    assertEquals(
        List.of("0.123454321", "0.50002", "0.876581234"),
        grid("0.123454321..0.876581234:points=3"));
    assertEquals(List.of("1", "2"), grid("1..2:integer:points=5"));
  }

  /** The middle of the range is the middle of its places. */
  @ParameterizedTest
  @CsvSource({
    "0..1, 0, 0",
    "0..1, 0.5, 0.5",
    "0..1, 0.123456789, 0.1235",
    "1e-4..1e-1:log, 0, 0.0001",
    "1e-4..1e-1:log, 0.5, 0.0031623",
    "1e-9..1e-7:log, 0.25, 3.1623e-9",
    "1.0001..1.0002, 0.5, 1.00015",
    "1.0001..1.0002:log, 0.5, 1.000149999",
    "1..3:integer, 0.33, 1",
    "1..3:integer, 0.34, 2",
    "1..3:integer, 0.999, 3",
    "1..3:log:integer, 0.49, 1",
    "1..3:log:integer, 0.51, 2",
    "1..3:log:integer, 0.8, 3",
    "-2..2:integer, 0.1, -2",
    "1e20..3e20, 0.5, 2e20",
    "100000..300000, 0.5, 200000"
  })
  void placesAreSpreadEvenly(String range, double place, String expected) {
    assertEquals(expected, Values.parse("x", range).at(place));
  }

  @Test
  void sizesAreThoseOfDifferentValues() {
    assertEquals(OptionalLong.of(3), Values.parse("x", "a,b,c").size());
    assertEquals(OptionalLong.of(241), Values.parse("x", "16..256:integer").size());
    assertFalse(Values.parse("x", "0..1").size().isPresent());
    assertEquals(1, Values.parse("x", "0..1").dimensions());
    assertEquals(0, Values.parse("x", "only").dimensions());
    assertEquals(List.of(), Values.parse("x", "0..1").all());
    assertEquals(List.of("1", "2"), Values.parse("x", "1..2:integer").all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1..x|'x', which is no number",
        "1..|'', which is no number",
        "1e999..2|'1e999', which is no number",
        "1..2:lgo|'lgo', did you mean 'log'?",
        "1..2:|'', one of: integer, linear, log, points=N",
        "1..2:log:log|'log' more than once",
        "1..2:points=3:points=4|'points=4' more than once",
        "1..2:log:linear|both log and linear",
        "1..2:points=1|expected: 2 to 10000 points",
        "1..2:points=x|found:    'points=x'",
        "2..1|the lower number first",
        "1..1|the lower number first",
        "0..1:log|numbers above 0 with :log",
        "0.5..2:integer|two integers with :integer",
        "0..1e17:integer|two integers with :integer"
      })
  void malformedRangesAreRefused(String text, String said) {
    Refusal.of(
        text,
        () -> Values.parse("lr", text),
        "The range of lr is malformed.",
        said.startsWith("'") ? "LOW..HIGH, then :log, :integer or :points=N" : "expected",
        said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|an empty value",
        "a,,b|an empty value",
        "a,|an empty value",
        "a;|an empty value",
        "a,b,a|'a' more than once",
        "lstm,peepholes=true|'peepholes=true' after 'lstm'",
        "lstm,peepholes=true|a plugin and a colon: lstm:peepholes=true",
        "lr=1|'lr=1' first",
        "1,2..3|the range '2..3' in a list",
        "1..2,3|the range '1..2' in a list"
      })
  void malformedListsAreRefused(String text, String said) {
    Refusal.of(text, () -> Values.parse("cell", text), "The values of cell are malformed.", said);
  }

  @Test
  void malformedRangesOfOptionsAreRefused() {
    Refusal.of(
        "adam:lr=1e-1..1e-4:log",
        () -> Values.parse("optimizer", "adam:lr=1e-1..1e-4:log"),
        "The range of optimizer is malformed.",
        "1e-1..1e-4:log");
    Refusal.of("no values", () -> Values.of("cell", List.of()), "no value");
  }

  @Test
  void impossibleRangesAreRefused() {
    Refusal.of(
        "3 to 2", () -> new Range(3, 2, false, false, 0), "from 3.0 to 2.0", "lower one first");
    Refusal.of("NaN to 2", () -> new Range(Double.NaN, 2, false, false, 0), "finite numbers");
    Refusal.of(
        "-1e308 to 1e308", () -> new Range(-1e308, 1e308, false, false, 0), "finite numbers");
    Refusal.of("0 to 2 with ratios", () -> new Range(0, 2, true, false, 0), "above 0");
    Refusal.of("0.5 to 2 as integers", () -> new Range(0.5, 2, false, true, 0), "two integers");
    Refusal.of("one point", () -> new Range(1, 2, false, false, 1), "at least 2 points");
  }
}
