package dev.carousel.data.table;

import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How a table is read as sequences: the role of each column, how cells become numbers, and what is
 * predicted. The command line fills the same roles.
 *
 * <pre>{@code
 * Roles roles = Roles.of("load").withGroup("meter").withTime("ts").withWindow(48).withHorizon(24);
 * }</pre>
 *
 * @param columns the roles of columns
 * @param encoding how cells become numbers
 * @param request what is predicted
 */
public record Roles(Columns columns, Encoding encoding, SequenceRequest request) {
  /** Refuses null. */
  public Roles {
    Objects.requireNonNull(columns);
    Objects.requireNonNull(encoding);
    Objects.requireNonNull(request);
  }

  /**
   * The same, if no option needs another one that is not there. Whatever uses the roles checks
   * them.
   *
   * @throws CarouselException naming the options
   */
  public Roles checked() {
    boolean isOrdered = !columns.time().isEmpty();
    boolean isGrouped = columns.group() != null;
    need(isOrdered, "--time", !encoding.calendar().isEmpty(), "--calendar");
    need(isOrdered, "--time", encoding.gaps() != Gaps.KEEP, "--gaps");
    need(isGrouped, "--group", encoding.scaleBy() == ScaleBy.GROUP, "--scale-by group");
    need(isGrouped, "--group", !columns.statics().isEmpty(), "--static");
    if (encoding.gaps() == Gaps.INSERT && encoding.missing() == Missing.REFUSE) {
      throw CarouselException.usage("--gaps insert adds rows whose cells are missing.")
          .expected("--missing carry, mean or mask with it")
          .found("--missing refuse")
          .build();
    }
    return this;
  }

  private static void need(boolean isThere, String named, boolean isAsked, String option) {
    if (!isThere && isAsked) {
      throw CarouselException.usage(option + " needs " + named + ".")
          .expected(named + " COLUMN with it")
          .found("no " + named)
          .build();
    }
  }

  /** The next row's targets, at every row. */
  public static Roles of(String... targets) {
    Columns columns =
        new Columns(List.of(targets), List.of(), List.of(), List.of(), List.of(), null, List.of());
    return new Roles(columns, Encoding.USUAL, SequenceRequest.USUAL);
  }

  /**
   * The columns to read, and as what. Those without a role are skipped, unless every column of
   * numbers is an input.
   */
  public Wanted wanted() {
    Wanted wanted = columns.inputs().isEmpty() ? Wanted.everything() : Wanted.nothing();
    for (List<String> role : List.of(columns.targets(), columns.statics(), columns.known())) {
      for (String name : role) {
        wanted = wanted.column(name, As.ANY);
      }
    }
    for (String name : columns.inputs()) {
      wanted = wanted.column(name, As.NUMBERS);
    }
    for (String name : columns.categories()) {
      wanted = wanted.column(name, As.TEXT);
    }
    if (columns.group() != null) {
      wanted = wanted.column(columns.group(), As.TEXT);
    }
    return RowTimes.wanted(wanted, columns.time());
  }

  /** Whether a column has a role of its own. */
  boolean hasRole(String name) {
    return columns.all().contains(name);
  }

  /** The same, with these roles of columns. */
  public Roles with(Columns others) {
    return new Roles(others, encoding, request);
  }

  /** The same, encoded like this. */
  public Roles with(Encoding other) {
    return new Roles(columns, other, request);
  }

  /** The same, with this request. */
  public Roles with(SequenceRequest other) {
    return new Roles(columns, encoding, other);
  }

  /** The same, with these inputs only. */
  public Roles withInputs(String... names) {
    return with(columns.withInputs(List.of(names)));
  }

  /** The same, with inputs whose future values are known. */
  public Roles withKnown(String... names) {
    return with(columns.withKnown(List.of(names)));
  }

  /** The same, with inputs that are categories. */
  public Roles withCategories(String... names) {
    return with(columns.withCategories(List.of(names)));
  }

  /** The same, with inputs that are constant within a group. */
  public Roles withStatics(String... names) {
    return with(columns.withStatics(List.of(names)));
  }

  /** The same, with a sequence for each value of a column. */
  public Roles withGroup(String name) {
    return with(columns.withGroup(name));
  }

  /** The same, ordered by a column of times, or by several columns that make a time together. */
  public Roles withTime(String... names) {
    return with(columns.withTime(List.of(names)));
  }

  /** The same, with columns of numbers as classes. */
  public Roles withClasses() {
    return with(encoding.withClasses(true));
  }

  /** The same, with cycles of the calendar. */
  public Roles withCalendar(Calendar... cycles) {
    return with(encoding.withCalendar(Arrays.asList(cycles)));
  }

  /** The same, with missing cells treated like this. */
  public Roles withMissing(Missing missing) {
    return with(encoding.withMissing(missing));
  }

  /** The same, with gaps in time treated like this. */
  public Roles withGaps(Gaps gaps) {
    return with(encoding.withGaps(gaps));
  }

  /** The same, with numbers scaled like this. */
  public Roles withScale(Scaling scaling) {
    return with(encoding.withScale(scaling));
  }

  /** The same, with statistics of these rows. */
  public Roles withScaleBy(ScaleBy rows) {
    return with(encoding.withScaleBy(rows));
  }

  /** The same, from windows of that many rows. */
  public Roles withWindow(int rows) {
    return with(request.withWindow(rows));
  }

  /** The same, for that many rows at once. */
  public Roles withHorizon(int rows) {
    return with(request.withHorizon(rows));
  }

  /** The same, from that many rows ahead on; 0 for the same row. */
  public Roles withAhead(int rows) {
    return with(request.withAhead(rows));
  }

  /** The same, with a prediction at every row of a window or a labelled group. */
  public Roles withEveryStep() {
    return with(request.withEveryStep(true));
  }

  /** The same, with groups that are too short treated like this. */
  public Roles withShortGroups(ShortGroups treated) {
    return with(request.withShortGroups(treated));
  }
}
