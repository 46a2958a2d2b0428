package dev.carousel.cli.evaluate;

import dev.carousel.data.Chunk;
import dev.carousel.data.Column;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.TableCodec;
import dev.carousel.data.Targets;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * How far off the predictions of one column are, in the column's own units.
 *
 * @param name of the column
 * @param mse the mean squared error
 * @param mae the mean absolute error
 */
public record TargetError(String name, double mse, double mae) {
  private static final int ROWS = 32;
  private static final int STEPS = 128;

  /** Measures every target column over a part; empty for an empty part. */
  public static List<TargetError> of(
      Network network, NamedTensors parameters, Part part, TableCodec codec) {
    if (part.symbols() == 0) {
      return List.of();
    }
    double[] squares = new double[codec.targets().size()];
    double[] absolutes = new double[codec.targets().size()];
    long predictions = 0;
    Carry carry = Carry.zero();
    BoundNetwork bound = network.bind(parameters);
    Epoch epoch = part.epoch(ROWS, STEPS, 0, 0);
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      NetworkPass pass = bound.forward(chunk, carry);
      carry = pass.carry();
      add(pass.outputs(), chunk, squares, absolutes);
      predictions += chunk.predictions();
      pass.release();
    }
    List<TargetError> errors = new ArrayList<>();
    for (int k = 0; k < squares.length; k++) {
      Column column = codec.targets().get(k);
      double mse = squares[k] / predictions * column.sd() * column.sd();
      errors.add(new TargetError(column.name(), mse, absolutes[k] / predictions * column.sd()));
    }
    return errors;
  }

  /** Adds the errors at real steps, in units of the standard deviation. */
  private static void add(Tensor outputs, Chunk chunk, double[] squares, double[] absolutes) {
    Targets.Values targets = (Targets.Values) chunk.targets();
    boolean isAtEnd = targets.moment() == Targets.Moment.END;
    for (int row = 0; row < targets.count(); row++) {
      if (isAtEnd || chunk.isReal(row / chunk.rows(), row % chunk.rows())) {
        for (int k = 0; k < squares.length; k++) {
          int index = row * squares.length + k;
          double error = outputs.get(index) - targets.values()[index];
          squares[k] += error * error;
          absolutes[k] += Math.abs(error);
        }
      }
    }
  }
}
