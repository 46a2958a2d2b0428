package dev.carousel.spark.internal;

import dev.carousel.data.frame.Wanted;
import dev.carousel.data.table.Columns;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableInput;
import dev.carousel.data.table.TableOutput;
import dev.carousel.error.CarouselException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a data frame holds which column of a model. Immutable and thread-safe.
 *
 * @param group that tells series apart; null for that of the model
 * @param time by which the rows of a series are ordered; null for that of the model
 * @param inputs of the model, in its order; empty for the same names
 */
public record ColumnNames(@Nullable String group, @Nullable String time, List<String> inputs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public ColumnNames {
    inputs = new ArrayList<>(inputs); // which Java can serialize
  }

  /**
   * The codec with a group and a time, if the model has none of its own and columns are named: each
   * group is then a series.
   *
   * @throws CarouselException if rows have no order, or a model of one sequence gets groups
   */
  public TableCodec of(TableCodec codec) {
    Roles roles = codec.roles();
    if (roles.columns().group() == null && group != null) {
      roles = roles.withGroup(group);
    }
    if (roles.columns().time().isEmpty() && time != null) {
      roles = roles.withTime(time);
    }
    if (roles.columns().time().isEmpty()) {
      throw CarouselException.usage("The rows of a data frame have no order of their own.")
          .expected("a column by which those of a group are ordered")
          .found("a model that was trained without --time")
          .mend("name one: setTimeCol(\"time\")")
          .build();
    }
    TableCodec adapted =
        new TableCodec(roles, codec.groups(), codec.columns(), codec.outputs(), codec.classes());
    if (adapted.labelsGroups() != codec.labelsGroups()) {
      throw CarouselException.usage("The model cannot be given groups.")
          .expected("a model that was trained with --group, or one that predicts numbers")
          .found("one that predicts a class at each row of a single series")
          .mend("leave out setGroupCol, or train with --group")
          .build();
    }
    return adapted;
  }

  /**
   * The columns of the data frame by those of the model, each once: inputs, group, times, then the
   * targets that the data frame has.
   *
   * @param codec of {@link #of}
   * @throws CarouselException if a column is missing, with the nearest name, or of a type that
   *     cannot be read
   */
  public Map<String, String> in(StructType schema, TableCodec codec) {
    Map<String, String> names = required(codec);
    Wanted wanted = Wanted.nothing();
    for (String name : names.values()) {
      wanted = wanted.column(name, Wanted.As.ANY);
    }
    List<String> known = List.of(schema.fieldNames());
    wanted.requireIn("the data frame", known);
    for (TableOutput output : codec.outputs()) {
      if (known.contains(names.getOrDefault(output.name(), output.name()))) {
        names.putIfAbsent(output.name(), output.name());
      }
    }
    names.forEach(
        (name, column) ->
            Cells.requireType(schema.fields()[schema.fieldIndex(column)], codec.wanted().of(name)));
    return names;
  }

  private Map<String, String> required(TableCodec codec) {
    Columns columns = codec.roles().columns();
    List<String> own = codec.columns().stream().map(TableInput::name).toList();
    if (!inputs.isEmpty() && inputs.size() != own.size()) {
      throw CarouselException.usage("setInputCols names another number of columns.")
          .expected(own.size() + ", for " + String.join(", ", own))
          .found(inputs.size() + ": " + String.join(", ", inputs))
          .mend("name one for each, in this order, or leave out setInputCols")
          .build();
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (int c = 0; c < own.size(); c++) {
      names.put(own.get(c), inputs.isEmpty() ? own.get(c) : inputs.get(c));
    }
    if (columns.group() != null) {
      names.put(columns.group(), group == null ? columns.group() : group);
    }
    if (time != null && columns.time().size() > 1) {
      throw CarouselException.usage("setTimeCol names one column, but the model reads several.")
          .expected(String.join(", ", columns.time()))
          .found(time)
          .mend("leave out setTimeCol, and give the data frame these columns")
          .build();
    }
    columns.time().forEach(each -> names.put(each, time == null ? each : time));
    return names;
  }
}
