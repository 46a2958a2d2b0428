package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CarryTest {
  private static Tensor counting(int rows, int size) {
    Tensor tensor = new FloatTensor(rows, size);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, i + 1);
    }
    return tensor;
  }

  private static Carry carry() {
    Map<String, NamedTensors> states = new LinkedHashMap<>();
    states.put("layer0", new NamedTensors(Map.of("h", counting(2, 2))));
    states.put("layer1", new NamedTensors(Map.of("c", counting(2, 1))));
    return new Carry(states);
  }

  private static double[] values(Carry carry, String layer, String state) {
    return Objects.requireNonNull(carry.of(layer)).get(state).toDoubles();
  }

  @Test
  void onlyFreshRowsAreReset() {
    Carry before = carry();
    Carry entered = before.enter(new boolean[] {true, false});
    assertArrayEquals(new double[] {0, 0, 3, 4}, values(entered, "layer0", "h"));
    assertArrayEquals(new double[] {0, 2}, values(entered, "layer1", "c"));
    assertArrayEquals(new double[] {1, 2, 3, 4}, values(before, "layer0", "h"), "left as it was");
  }

  @Test
  void nothingChangesWhereNoRowIsFresh() {
    Carry before = carry();
    assertSame(before, before.enter(new boolean[2]));
  }

  @Test
  void freshRowsAloneAreZeros() {
    assertNull(carry().enter(new boolean[] {true, true}).of("layer0"));
  }

  @Test
  void anotherNumberOfRowsResetsAll() {
    assertNull(carry().enter(new boolean[3]).of("layer0"));
    assertNull(carry().enter(new boolean[1]).of("layer1"));
  }

  @Test
  void zeroStaysZero() {
    assertNull(Carry.zero().enter(new boolean[] {true, false}).of("layer0"));
  }

  @Test
  void flatComesBackWithLayersAndStatesApart() {
    Carry back = Carry.ofFlat(carry().flat());
    assertEquals(carry().states().keySet(), back.states().keySet());
    assertArrayEquals(values(carry(), "layer0", "h"), values(back, "layer0", "h"));
    assertArrayEquals(values(carry(), "layer1", "c"), values(back, "layer1", "c"));
  }

  @Test
  void flatStatesOfOtherRowsAreRefused() {
    Map<String, Tensor> states = new LinkedHashMap<>();
    states.put("layer0/h", new FloatTensor(2, 3));
    states.put("layer1/h", new FloatTensor(0, 3));
    NamedTensors flat = new NamedTensors(states);
    Refusal.of(() -> Carry.ofFlat(flat), "A carried state is damaged.", "the same B for all");
  }

  @Test
  void rowsAreTakenApartAndPutTogether() {
    Carry both = carry();
    Carry turned = Carry.ofRows(List.of(both.row(1), Carry.zero(), both.row(0)));
    assertEquals(3, turned.rows());
    assertArrayEquals(new double[] {3, 4, 0, 0, 1, 2}, values(turned, "layer0", "h"));
    assertArrayEquals(new double[] {2, 0, 1}, values(turned, "layer1", "c"));
    assertEquals(0, Carry.ofRows(List.of(Carry.zero(), Carry.zero())).rows());
  }

  @Test
  void distanceIsThatOfTheElementFurthestApart() {
    Carry both = carry();
    assertEquals(0, both.distance(carry()));
    assertEquals(0, Carry.zero().distance(Carry.zero()));
    assertEquals(2 / 1.0, both.row(0).distance(both.row(1)));
    assertEquals(1, both.distance(Carry.zero()));
    assertEquals(1, Carry.zero().distance(both));
  }
}
