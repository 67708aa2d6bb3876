"""A simulated web on loopback, for trying the whole story without a network.

`world` says what there is, `misfortunes` what happens to it on which night, `hosts` how each
service of the web behaves; `web` puts it behind real sockets and real TLS. Nothing here is
measured: titles and addresses are the list's, people, texts and figures are invented.
"""
