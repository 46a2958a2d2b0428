package dev.carousel.flow.context;

import dev.carousel.data.Chunk;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Where the steps before each place stand if all chunks' steps are laid out one after another.
 *
 * @param chunks in order
 * @param last by place, where its last step stands
 * @param rows by place, how far apart the steps of its row stand
 * @param history by place, how many steps there are up to it, itself included
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record Positions(List<Chunk> chunks, int[] last, int[] rows, int[] history) {

  static Positions of(List<Histories.Place> places) {
    IdentityHashMap<Chunk, Integer> starts = new IdentityHashMap<>();
    List<Chunk> chunks = new ArrayList<>();
    int[] last = new int[places.size()];
    int[] rows = new int[places.size()];
    int[] history = new int[places.size()];
    int end = 0;
    for (int i = 0; i < last.length; i++) {
      Histories.Place place = places.get(i);
      Chunk chunk = place.chunk();
      if (!starts.containsKey(chunk)) {
        starts.put(chunk, end);
        chunks.add(chunk);
        end += chunk.steps() * chunk.rows();
      }
      rows[i] = chunk.rows();
      history[i] = place.history();
      last[i] = starts.getOrDefault(chunk, 0) + place.step() * chunk.rows() + place.row();
    }
    return new Positions(List.copyOf(chunks), last, rows, history);
  }

  /** Some of the places. */
  Positions at(List<Integer> places) {
    return new Positions(
        chunks, chosen(last, places), chosen(rows, places), chosen(history, places));
  }

  private static int[] chosen(int[] values, List<Integer> places) {
    return places.stream().mapToInt(place -> values[place]).toArray();
  }

  /** The number of places. */
  int count() {
    return last.length;
  }

  /** Where the step stands that is so many before a place's last, from 0; -1 if there is none. */
  int at(int place, int back) {
    return back < history[place] ? last[place] - back * rows[place] : -1;
  }
}
