package dev.carousel.flow.dynamics;

import java.util.List;

/**
 * What a layer's units do with errors along real data. Immutable.
 *
 * @param name the group of its parameters: {@code layer0}
 * @param timeScales of each state that has a path without matrix products
 * @param gates of each gate that the cell observes
 */
public record LayerUse(String name, List<TimeScales> timeScales, List<GateUse> gates) {}
