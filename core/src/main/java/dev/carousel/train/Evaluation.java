package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Loss;
import dev.carousel.model.NetworkPass;

/**
 * How well a network predicts one part of the data: all of it, in order, the state carried from
 * chunk to chunk. One way of measuring for training and for a saved model, so that their figures
 * agree.
 */
public final class Evaluation {
  private static final int ROWS = 32;
  private static final int STEPS = 128;

  private Evaluation() {}

  /** How a part is read. */
  static Epoch epoch(Part part) {
    return part.epoch(ROWS, STEPS, 0, 0);
  }

  /** The loss over a part; {@link Loss#none()} if the part is empty. */
  public static Loss of(BoundNetwork network, Part part) {
    Loss loss = Loss.none();
    if (part.symbols() == 0) {
      return loss;
    }
    Epoch epoch = epoch(part);
    Carry carry = Carry.zero();
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      NetworkPass pass = network.forward(chunk, carry);
      loss = loss.plus(pass.loss());
      carry = pass.carry();
      pass.release();
    }
    return loss;
  }
}
