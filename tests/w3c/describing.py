"""Tests of the service description, which their manifest names in words alone."""

from __future__ import annotations

from rdflib import RDF, Graph, Namespace, URIRef

from tests.w3c.endpoint import Endpoint, Failed
from tests.w3c.manifests import Test

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
OF_SERVICE = {SD.endpoint, SD.defaultDataset, SD.feature, SD.supportedLanguage, SD.resultFormat, SD.languageExtension,
              SD.defaultEntailmentRegime, SD.extensionFunction, SD.extensionAggregate, SD.inputFormat, SD.propertyFeature,
              SD.availableGraphs, SD.defaultSupportedEntailmentProfile}
LANGUAGES = {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update}
FEATURES = {SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery}


def describe(test: Test, endpoint: Endpoint) -> None:
    """Check what the endpoint says of itself."""
    answer = endpoint.send("GET", "/sparql").good()
    description = answer.graph()
    if test.name == "has-endpoint-triple":
        if (None, SD.endpoint, URIRef(f"{endpoint.root}/sparql")) not in description:
            raise Failed("no sd:endpoint that is the address of the endpoint")
    elif test.name == "conforms-to-schema":
        _check_schema(description)
    elif not len(description):
        raise Failed("no RDF")


def _check_schema(description: Graph) -> None:
    """Hold the description against the vocabulary: its classes, its properties, what they may have as values."""
    service, = description.subjects(RDF.type, SD.Service)
    for _, property_, value in description.triples((service, None, None)):
        if str(property_).startswith(str(SD)) and property_ not in OF_SERVICE:
            raise Failed(f"{property_} of a service")
        if not isinstance(value, URIRef):
            raise Failed(f"{property_} of the value {value}")
    for property_, values in ((SD.supportedLanguage, LANGUAGES), (SD.feature, FEATURES)):
        if unknown := set(description.objects(service, property_)) - values:
            raise Failed(f"{property_} of {sorted(unknown)}")
    dataset = description.value(service, SD.defaultDataset)
    if (dataset, RDF.type, SD.Dataset) not in description:
        raise Failed("the default dataset is no sd:Dataset")
    if (description.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) not in description:
        raise Failed("the default graph is no sd:Graph")
