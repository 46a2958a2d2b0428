package dev.carousel.flow;

import java.util.List;

/**
 * The gradient flow of a network.
 *
 * @param lag the longest lag measured
 * @param layers from the bottom up
 */
public record FlowReport(int lag, List<LayerFlow> layers) {}
