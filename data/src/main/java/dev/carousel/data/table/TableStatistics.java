package dev.carousel.data.table;

import dev.carousel.error.CarouselException;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/** Measures the columns of a table's training part. */
final class TableStatistics {
  private TableStatistics() {}

  /** The codec of a forecast, measured over the first rows. */
  static TableCodec measure(Table table, TableTargets forecast, int trainingRows) {
    List<Column> targets =
        forecast.targets().stream().map(name -> column(table, name, trainingRows)).toList();
    List<Column> inputs =
        table.columns().stream()
            .filter(name -> forecast.ahead() > 0 || !forecast.targets().contains(name))
            .map(name -> column(table, name, trainingRows))
            .toList();
    if (inputs.isEmpty()) {
      throw CarouselException.usage("The table has no input column: every column is a target.")
          .expected("at least one other column, since targets are in the same row (ahead 0)")
          .found(String.join(", ", forecast.targets()))
          .where(table.name())
          .mend("predict at least one row ahead, or fewer columns")
          .build();
    }
    return new TableCodec(forecast, inputs, targets);
  }

  private static Column column(Table table, String name, int rows) {
    double[] values = table.column(name);
    double mean = StatUtils.mean(values, 0, rows);
    boolean constant = StatUtils.min(values, 0, rows) == StatUtils.max(values, 0, rows);
    double sd = constant ? 1 : Math.sqrt(StatUtils.populationVariance(values, mean, 0, rows));
    if (!Double.isFinite(mean) || !Double.isFinite(sd) || sd == 0) {
      throw CarouselException.failure("The numbers of a column are too large or too close.")
          .expected("a mean and a standard deviation that fit into a double")
          .found("mean " + mean + ", standard deviation " + sd + " in column '" + name + "'")
          .where(table.name())
          .mend("rescale the column")
          .build();
    }
    return new Column(name, constant ? values[0] : mean, sd);
  }
}
