package dev.carousel.train;

import dev.carousel.model.Carry;
import dev.carousel.model.NetworkPass;

/**
 * Carried states whose tensors are used in turn. Those with which an update began stay as they are
 * until it is made, since it may fail or be repeated; so does what a pass has read. Three are
 * enough for both. Only states made here are ever overwritten. Used by one thread.
 */
final class SpareCarries {
  private final Carry[] made = {Carry.zero(), Carry.zero(), Carry.zero()};

  /**
   * The states after a pass.
   *
   * @param begin the states with which its update began
   * @param before those with which the pass began
   */
  Carry after(NetworkPass pass, Carry begin, Carry before) {
    int free = 0;
    while (made[free] == begin || made[free] == before) {
      free++;
    }
    Carry after = pass.carry(made[free]);
    made[free] = after;
    return after;
  }
}
