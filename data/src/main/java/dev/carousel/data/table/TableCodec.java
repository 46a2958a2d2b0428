package dev.carousel.data.table;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to read a table: what to predict, from which columns, and their statistics.
 *
 * @param forecast what to predict
 * @param inputs the columns to read, in the order of the network's input
 * @param targets the columns to predict, in the order of the network's output; their statistics
 *     turn an error into original units
 */
public record TableCodec(TableTargets forecast, List<Column> inputs, List<Column> targets)
    implements DataCodec {
  /** Copies the lists. */
  public TableCodec {
    Objects.requireNonNull(forecast);
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }

  @Override
  public Optional<DataShape> shape() {
    Targets.Moment moment =
        forecast.window() == null ? Targets.Moment.EVERY_STEP : Targets.Moment.END;
    return Optional.of(new DataShape(false, inputs.size(), false, targets.size(), moment));
  }

  @Override
  public int ahead() {
    return forecast.ahead();
  }
}
