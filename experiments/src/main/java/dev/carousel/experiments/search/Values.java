package dev.carousel.experiments.search;

import java.util.List;
import java.util.OptionalLong;

/** The values that a setting may have. */
public sealed interface Values permits Listed, Range {
  /**
   * Reads values as a user writes them.
   *
   * <p>A <b>range</b> is {@code LOW..HIGH}, both included, with {@code :log} for equal ratios and
   * {@code :integer} for whole numbers: {@code 1e-4..1e-1:log}, {@code 16..256:log:integer}. With
   * {@code :points=5} a {@link Grid} takes five values of it.
   *
   * <p>Everything else is a <b>list</b>, with commas between its values: {@code 32,64}, {@code
   * lstm,gru}. Options of a plugin have commas too. So a part that begins with {@code name=}
   * belongs to the value before it: {@code lstm:forget-bias=1,peepholes=true,gru} are two values.
   * If there is a semicolon, values are parted by semicolons alone: {@code a,b;c} are two values,
   * the first with a comma.
   *
   * <p>An option of a plugin may have a range: {@code adam:lr=1e-4..1e-1:log,sgd}. Spaces around
   * values count as none.
   *
   * @param setting its name, for messages
   * @throws dev.carousel.error.CarouselException if there is no value, one is empty or repeated, or
   *     a range is malformed
   */
  static Values parse(String setting, String text) {
    String values = text.strip();
    return Range.isRange(values) ? Range.parse(setting, values) : Listed.parse(setting, values);
  }

  /** Values as they are, each without a closer look. */
  static Values of(String setting, List<String> values) {
    return Listed.of(setting, values);
  }

  /** How many numbers from 0 to 1 choose a value: see {@link #at}. */
  int dimensions();

  /** The number of different values; empty if there is no end of them. */
  OptionalLong size();

  /**
   * The value at a place, such that places that are spread evenly give values that are.
   *
   * @param place {@link #dimensions} numbers from 0 to below 1
   */
  String at(double... place);

  /** All values, in order; empty if there is no end of them. */
  List<String> all();

  /**
   * The values for a {@link Grid}, in order: those of a list, all of a range of integers with equal
   * steps, or the points of a range.
   *
   * @param setting its name, for messages
   * @throws dev.carousel.error.CarouselException if a range says of no number of points
   */
  List<String> grid(String setting);
}
